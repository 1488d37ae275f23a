"""A real server on a free port and a real Chromium; every wait is on a state of the page, and bounded."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from data.sample import CACHE_SETTING, open_sample

ROOT = Path(__file__).parents[2]
WAIT = 90_000  # milliseconds; two busy cores are slow, a hanging page must still fail


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def chromium():
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    if path is None:
        pytest.skip("no Chromium on this machine")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Server:
    """The dashboard as a process of its own."""

    def __init__(self, folder, cache, *options, port=None, **settings):
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "server.log"
        environment = os.environ | {"TREFFPUNKT_DB": str(folder / "own.db"), CACHE_SETTING: str(cache)} | settings
        command = [
            sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless=true",
            "--server.address=127.0.0.1", f"--server.port={self.port}", *options,
        ]  # fmt: skip
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)

    def wait(self):
        deadline = time.monotonic() + WAIT / 1000
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text()
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1) as answer:
                    if answer.read() == b"ok":
                        return self
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"the server did not start: {self.log.read_text()}")

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    """A cache folder with the sample in it, so that no wait is for its first reading."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CACHE_SETTING, str(folder))
        open_sample().close()
    return folder


@pytest.fixture(scope="module")
def server(tmp_path_factory, cache):
    folder = tmp_path_factory.mktemp("server")
    running = Server(folder, cache).wait()
    yield running
    running.stop()
    log = running.log.read_text()
    outdated = log.count("\nMediaFileStorageError")  # a download of a page that was drawn again meanwhile; asked twice
    assert log.count("Traceback") == outdated, log


class Page:
    """A browser page on the dashboard, in the words of its user."""

    def __init__(self, page, server):
        self.page = page
        self.server = server

    def open(self, path="/"):
        self.page.goto(f"{self.server.url}{path}")
        return self.settle()

    def settle(self):
        """Wait until the script has run, nothing is a skeleton any more, and the figures are drawn."""
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=WAIT)
        self.page.wait_for_function(
            """() => !document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')
                && document.querySelector('[data-testid="stApp"]').dataset.testScriptState === 'notRunning'""",
            timeout=WAIT,
        )
        return self

    def metric(self, label):
        box = self.page.get_by_test_id("stMetric").filter(has_text=label)
        return int(box.get_by_test_id("stMetricValue").inner_text().replace(",", ""))

    def expect_metric(self, label, value):
        box = self.page.get_by_test_id("stMetric").filter(has_text=label)
        box.get_by_test_id("stMetricValue").get_by_text(f"{value:,}", exact=True).wait_for(timeout=WAIT)
        return self.settle()

    def chart(self):
        chart = self.page.locator(".js-plotly-plot .nsewdrag").first
        chart.wait_for(timeout=WAIT)
        return chart

    def go_to(self, title):
        self.page.get_by_test_id("stTopNavLink").filter(has_text=title).click()
        self.page.get_by_role("heading", name=title, level=1).wait_for(timeout=WAIT)
        return self.settle()

    def download(self, label, within):
        """Click on a file and return it; a click while the page is drawn anew may be lost, as it may be for a reader."""
        from playwright.sync_api import TimeoutError as TooLate  # noqa: PLC0415 - not everybody has it

        self.settle()
        button = self.page.locator(f".st-key-{within}_downloads").get_by_role("button", name=label)
        try:
            with self.page.expect_download(timeout=WAIT // 4) as caught:
                button.click()
        except TooLate:
            with self.settle().page.expect_download(timeout=WAIT) as caught:
                button.click()
        return caught.value


@pytest.fixture
def user(chromium, server):
    """A reader with a fresh browser."""
    context = chromium.new_context(
        viewport={"width": 1360, "height": 1100}, accept_downloads=True, color_scheme="light"
    )
    context.set_default_timeout(WAIT)
    yield Page(context.new_page(), server)
    context.close()
