"""An OpenID Connect provider on loopback: discovery, authorization with PKCE, token, keys, log out. One user at a time."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "treffpunkt", "secret-of-the-client"


class Provider:
    """Answers `/authorize` as if `claims` had just typed their password."""

    def __init__(self):
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self.claims = {}
        self.codes = {}
        self.redirects = []
        self.ended = 0
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                url = urlsplit(self.path)
                asked = {key: values[0] for key, values in parse_qs(url.query).items()}
                match url.path:
                    case "/.well-known/openid-configuration":
                        self.give(provider.about())
                    case "/keys":
                        self.give({"keys": [provider.key.as_dict(private=False)]})
                    case "/authorize":
                        self.go(provider.authorize(asked))
                    case "/end":
                        provider.ended += 1
                        self.go(asked["post_logout_redirect_uri"])
                    case _:
                        self.send_error(404)

            def do_POST(self):
                sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
                asked = {key: values[0] for key, values in parse_qs(sent).items()}
                given = provider.token(asked, self.headers.get("Authorization", ""))
                self.give(given or {"error": "invalid_grant"}, 200 if given else 400)

            def give(self, content, status=200):
                body = json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def go(self, where):
                self.send_response(302)
                self.send_header("Location", where)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def about(self):
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "end_session_endpoint": f"{self.url}/end",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def authorize(self, asked):
        assert asked["client_id"] == CLIENT
        assert asked["redirect_uri"] in self.redirects
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.codes[code] = (asked["nonce"], asked["code_challenge"])
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, asked, authorization):
        nonce, challenge = self.codes.pop(asked.get("code"), (None, None))
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        known = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if challenge != base64.urlsafe_b64encode(digest).rstrip(b"=").decode() or authorization != known:
            return None
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce, **self.claims}
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)
        return {"access_token": "t", "token_type": "Bearer", "expires_in": 300, "id_token": signed}

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
