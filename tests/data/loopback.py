"""A web server on loopback whose answers a test writes down; it counts who asked for what."""

import contextlib
import http.server
import threading
import time
from types import SimpleNamespace

HOST = "127.0.0.1"


def answer(body=b"", status=200, **headers):
    """An answer; header names are written with underscores."""
    return SimpleNamespace(body=body, status=status, headers={k.replace("_", "-"): v for k, v in headers.items()})


@contextlib.contextmanager
def serving(pages, tls=None):
    """Serve `pages`: path to an answer, or to a function of the request handler that gives one or writes it itself.

    Without an entry, robots.txt and everything else are not there. Yields `url`, `port`, `asked` and `headers`.
    """
    asked, seen = [], []

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_):
            pass

        def do_GET(self):
            asked.append(self.path)
            seen.append(dict(self.headers))
            self.close_connection = True
            held = pages.get(self.path, answer(b"", 404))
            if callable(held):
                held = held(self)
            if held is None:
                return
            with contextlib.suppress(ConnectionError):
                self.send_response(held.status)
                for name, value in {"Content-Length": str(len(held.body)), **held.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(held.body)

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_):
            pass  # a client that hangs up is what half of the tests are about

    server = Server((HOST, 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        port = server.server_address[1]
        yield SimpleNamespace(url=f"http://{HOST}:{port}", port=port, asked=asked, headers=seen)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def dripping(begin, piece, pause=0.05, times=2000):
    """Write `begin`, then `piece` again and again, slowly, until nobody listens any more."""

    def write(handler):
        with contextlib.suppress(ConnectionError):
            handler.wfile.write(begin)
            for _ in range(times):
                handler.wfile.write(piece)
                handler.wfile.flush()
                time.sleep(pause)

    return write
