"""No way into the own network: what an address may be, where it may lead, and that nobody is asked before that is known."""

import ipaddress
import ssl

import pytest
import trustme
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import FetchError
from data.fetching import Allowed, Fetcher, target_of
from data.fetching.addresses import is_public
from data.fetching.limits import MAX_REDIRECTS, MAX_URL_CHARS
from data.fetching.pinned import look_up
from tests.data.loopback import answer, serving

INNER = (
    "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "100.127.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1",
    "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::808:808", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1", "3fff::1", "5f00::1", "100::1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0",
    "2a00:1450:4001::1%1", "fec0::1", "ff02::1", "kein", "", "8.8.8.8.8",
)  # fmt: skip
OUTER = ("8.8.8.8", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2a00:1450:4001:81b::200e", "2606:4700::1111")
SPELLINGS = (
    "http://127.0.0.1/", "http://127.1/", "http://127.0.1/", "http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/",
    "http://017700000001/", "http://2130706433/", "http://１２７.0.0.1/", "http://①②⑦.0.0.1/", "http://127。0。0。1/",
    "http://127.0.0.1./", "http://localhost/", "http://LOCALHOST./", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/", "http://[::]/", "http://0/", "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/", "http://[fe80::1%25lo]/", "http://[::1%25lo]/", "http://169.254.169.254/latest/meta-data/",
    "http://%31%32%37.0.0.1/", "http://127.0.0.1\\@example.org/", "http://example.org@127.0.0.1/", "http:/\\127.0.0.1/",
)  # fmt: skip


def never(host, port):
    raise AssertionError(f"looked up {host}")


def here(host, port):
    return ["127.0.0.1"]


def leading(*answers):
    """A look-up that gives these answers one after the other, and notes how often it was asked."""
    asked = []

    def resolve(host, port):
        asked.append(host)
        return answers[min(len(asked), len(answers)) - 1]

    return resolve, asked


@pytest.mark.parametrize("address", INNER)
def test_what_is_not_plainly_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", OUTER)
def test_what_is_public(address):
    assert is_public(address)


@settings(deadline=None, max_examples=60)
@given(st.ip_addresses(v=4))
def test_an_address_within_another_one_is_not_public(inner):
    number = int(inner)
    wrapped = [
        ipaddress.IPv6Address(number),
        ipaddress.IPv6Address(0xFFFF << 32 | number),
        ipaddress.IPv6Address(0x64FF9B << 96 | number),
        ipaddress.IPv6Address(0x64FF9B0001 << 80 | number),
        ipaddress.IPv6Address(0x2002 << 112 | number << 80),
        ipaddress.IPv6Address(0x20010000 << 96 | number),
    ]

    assert not any(is_public(str(address)) for address in wrapped)
    if not inner.is_global:
        assert not is_public(str(inner))


@settings(deadline=None, max_examples=60)
@given(st.integers(0x7F000000, 0x7FFFFFFF), st.sampled_from(["dec", "hex", "oct", "short", "parts", "dot"]))
def test_no_spelling_of_loopback_gets_through(number, spelling):
    a, b, c, d = number.to_bytes(4, "big")
    host = {
        "dec": str(number),
        "hex": hex(number),
        "oct": f"0{number:o}",
        "short": f"{a}.{number & 0xFFFFFF}",
        "parts": f"{a:#x}.{b}.0{c:o}.{d}",
        "dot": f"{a}.{b}.{c}.{d}.",
    }[spelling]

    with pytest.raises(FetchError):
        Fetcher(pause=0).get(f"http://{host}/")


@pytest.mark.parametrize("url", SPELLINGS)
def test_case_14_addresses_of_the_own_network(url):
    with pytest.raises(FetchError) as refused:
        Fetcher(pause=0).get(url)

    assert "\n" not in str(refused.value)
    assert ": " in str(refused.value), "what, and what to do"


@pytest.mark.parametrize("address", INNER)
def test_case_14_names_that_lead_there(address):
    resolve, _ = leading([address])

    with pytest.raises(FetchError, match="does not lead to a public address"):
        Fetcher(resolve=resolve, pause=0).get("https://news.example/feed")


def test_case_15_redirects_into_the_own_network():
    with serving({"/inside": answer(b"secret")}) as inner:
        pages = {
            "/in": answer(status=302, Location=f"{inner.url}/inside"),
            "/name": answer(status=301, Location=f"http://localhost:{inner.port}/inside"),
            "/file": answer(status=302, Location="file:///etc/passwd"),
            "/gopher": answer(status=307, Location="gopher://127.0.0.1:70/x"),
            "/nowhere": answer(status=302),
            "/user": answer(status=302, Location="http://a:b@127.0.0.1/"),
        }
        with serving(pages) as outer:
            fetcher = Fetcher(Allowed.of(f"127.0.0.1:{outer.port}"), pause=0)
            for page in ("/in", "/name", "/file", "/gopher", "/user"):
                with pytest.raises(FetchError, match="redirects to"):
                    fetcher.get(outer.url + page)
            with pytest.raises(FetchError):
                fetcher.get(outer.url + "/nowhere")

    assert inner.asked == []


def test_case_15_redirects_are_counted():
    pages = {f"/{n}": answer(status=302, Location=f"/{n + 1}") for n in range(MAX_REDIRECTS + 1)}
    pages |= {f"/{MAX_REDIRECTS + 1}": answer(b"there"), "/loop": answer(status=302, Location="/loop")}
    with serving(pages) as server:
        fetcher = Fetcher(Allowed.of(f"127.0.0.1:{server.port}"), pause=0)

        assert fetcher.get(f"{server.url}/1").content == b"there"
        for page in ("/0", "/loop"):
            with pytest.raises(FetchError, match=f"more than {MAX_REDIRECTS} times"):
                fetcher.get(server.url + page)
        assert server.asked.count("/loop") == MAX_REDIRECTS + 1


def test_case_16_a_name_that_changes_its_mind():
    resolve, asked = leading(["127.0.0.1"], ["10.0.0.1"])
    with serving({"/": answer(b"pinned")}) as server:
        place = f"rebind.example:{server.port}"
        pinned, looked_up = leading(["127.0.0.1"])
        got = Fetcher(Allowed.of(place), resolve=pinned, pause=0).get(f"http://{place}/")
        assert got.content == b"pinned"
        assert len(looked_up) == len(server.asked) == 2, "one look-up a connection: robots.txt and the page"
        assert server.headers[-1]["Host"] == place

    with pytest.raises(FetchError, match="does not lead to a public address"):
        Fetcher(resolve=resolve, pause=0).get("http://rebind.example/")
    assert asked == ["rebind.example"], "no second look-up that could answer otherwise"


@pytest.mark.parametrize("others", [["127.0.0.1"], ["::1", "8.8.8.8"], ["10.0.0.1"]])
def test_case_16_one_inner_address_among_public_ones(others):
    resolve, _ = leading(["93.184.216.34", *others])

    with pytest.raises(FetchError, match="does not lead to a public address"):
        Fetcher(resolve=resolve, pause=0).get("http://mixed.example/")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://name:secret@news.example/", "user name or password"),
        ("http://news.example:22/", "port 22"),
        ("https://news.example:8443/", "port 8443"),
        ("ftp://news.example/feed", "no http or https"),
        ("gopher://news.example/", "no http or https"),
        ("file:///etc/passwd", "no http or https"),
        ("/etc/passwd", "no http or https"),
        ("news.example/feed", "no http or https"),
        ("javascript:alert(1)", "no http or https"),
        ("data:text/xml,<rss/>", "no http or https"),
        ("//news.example/feed", "no http or https"),
        ("http:///feed", "names no host"),
        ("http://", "names no host"),
        ("http://news.example:99999/", "port 99999"),
        ("http://news.example:x/", "no web address"),
        ("http://news\n.example/", "no web address"),
        ("http://new s.example/", "names no host"),
        ("http://news..example/", "n"),
        ("", "no http or https"),
        ("http://a/" + "x" * MAX_URL_CHARS, f"limit is {MAX_URL_CHARS:,}"),
    ],
)
def test_case_17_what_is_no_address_of_a_feed(url, words):
    with pytest.raises(FetchError, match=words):
        Fetcher(resolve=never, pause=0).get(url)


def test_the_longest_address():
    start = "http://news.example/"
    assert target_of(start + "x" * (MAX_URL_CHARS - len(start))).host == "news.example"


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTP://News.Example:80/a?b=1#c", "http://news.example/a?b=1"),
        ("https://news.example.:443", "https://news.example/"),
        (" https://bücher.example/ä ", "https://xn--bcher-kva.example/%C3%A4"),
        ("http://[2A00:1450::1]/", "http://[2a00:1450::1]/"),
    ],
)
def test_one_spelling_of_an_address(url, same):
    assert target_of(url).url == same


def test_what_an_operator_allows():
    allowed = Allowed.of("intern.example:8080, [::1]:8000, wiki.example")

    for url in ("http://intern.example:8080/x", "http://[::1]:8000/", "https://WIKI.example./", "http://wiki.example/"):
        assert target_of(url) in allowed
    for url in ("http://intern.example/", "http://x.intern.example:8080/", "http://[::1]/", "http://wiki.example:81/"):
        assert target_of(url) not in allowed
    for text in ("http://x", "a b", "x:y", "::1:80"):
        with pytest.raises(FetchError, match="TREFFPUNKT_ALLOW_HOSTS"):
            Allowed.of(text)


def test_a_page_outside_cannot_point_at_an_allowed_host():
    with serving({"/page": answer(b"inside")}) as inner, serving({"/": answer(b"")}) as feeds:
        both = Allowed.of(f"127.0.0.1:{inner.port},127.0.0.1:{feeds.port}")
        fetcher = Fetcher(both, pause=0)

        with pytest.raises(FetchError, match="only 80 and 443"):
            fetcher.get(f"{inner.url}/page", linked_from="https://outside.example/feed")
        assert inner.asked == []
        assert fetcher.get(f"{inner.url}/page", linked_from=f"{feeds.url}/feed").content == b"inside"


def test_proxies_of_the_environment_are_not_asked(monkeypatch):
    with serving({"/": answer(b"direct")}) as server, serving({}) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        assert Fetcher(Allowed.of(f"127.0.0.1:{server.port}"), pause=0).get(server.url).content == b"direct"

    assert proxy.asked == []


@pytest.fixture(scope="module", name="authority")
def _authority():
    return trustme.CA()


def secure(authority, name):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def trusting(authority, **options):
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return Fetcher(tls=context, resolve=here, pause=0, **options)


def test_the_pinned_connection_asks_for_the_name(authority):
    with serving({"/": answer(b"safe")}, tls=secure(authority, "news.example")) as server:
        allowed = Allowed.of(f"news.example:{server.port},other.example:{server.port}")
        fetcher = trusting(authority, allowed=allowed)

        assert fetcher.get(f"https://news.example:{server.port}/").content == b"safe"
        with pytest.raises(FetchError, match=r"cannot be reached .*certificate"):
            fetcher.get(f"https://other.example:{server.port}/")
        with pytest.raises(FetchError, match=r"cannot be reached .*certificate"):
            Fetcher(allowed, resolve=here, pause=0).get(f"https://news.example:{server.port}/")


def test_no_way_down_from_https(authority):
    with serving({"/": answer(b"open")}) as plain:
        pages = {"/": answer(status=301, Location=f"http://news.example:{plain.port}/")}
        with serving(pages, tls=secure(authority, "news.example")) as server:
            fetcher = trusting(authority, allowed=Allowed.of(f"news.example:{server.port},news.example:{plain.port}"))
            with pytest.raises(FetchError, match="from https to http"):
                fetcher.get(f"https://news.example:{server.port}/")

    assert plain.asked == []


def test_the_look_up_of_the_system():
    assert "127.0.0.1" in look_up("127.1", 80)
