"""Redirects of servers: to web sites, and never from the internet into a private network."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from ipaddress import ip_address
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_modelterms import redirects
from sphinx_modelterms.redirects import RefusedRedirect, addresses_of, check_redirect
from sphinx_modelterms.sources.requests import fetch
from sphinx_modelterms.vocabulary.fetching import RequestLimits, Unfetchable, fetch_kept
from tests.other_site import other_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Project
    from tests.other_site import OtherSite

HOSTS = {
    "public.example": ["192.0.43.8"],
    "other.example": ["2606:2800:220:1::1"],
    "private.example": ["10.1.2.3"],
    "mixed.example": ["192.0.43.8", "fd00::1"],
    "mapped.example": ["::ffff:169.254.169.254"],
    "localhost": ["127.0.0.1", "::1"],
    "unknown.example": [],
}


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """The addresses of hosts, which a test can change."""
    known = {name: list(addresses) for name, addresses in HOSTS.items()}

    def look_up(host: str) -> list[Any]:
        return [ip_address(address) for address in known.get(host, [host])]

    monkeypatch.setattr(redirects, "addresses_of", look_up)
    return known


@pytest.mark.parametrize(
    ("asked", "url"),
    [
        ("public.example", "https://other.example"),
        ("public.example", "http://public.example"),
        ("public.example", "https://unknown.example"),
        ("unknown.example", "https://public.example"),
        ("private.example", "http://localhost"),
        ("private.example", "https://public.example"),
        ("localhost", "http://localhost"),
        ("127.0.0.1", "http://10.0.0.1"),
    ],
)
@pytest.mark.usefixtures("hosts")
def test_other_redirects_are_followed(asked: str, url: str) -> None:
    scheme, _, host = url.partition("://")
    check_redirect(asked, scheme, host)


@pytest.mark.parametrize(
    ("asked", "url"),
    [
        ("public.example", "http://localhost"),
        ("public.example", "http://mapped.example"),
        ("public.example", "http://169.254.169.254"),
        ("public.example", "http://100.64.0.1"),
        ("public.example", "http://0.0.0.0"),
        ("public.example", "http://fe80::1"),
        ("public.example", "http://mixed.example"),
        ("mixed.example", "http://private.example"),
        ("unknown.example", "http://private.example"),
        ("private.example", "ftp://private.example"),
        ("public.example", "file://"),
    ],
)
@pytest.mark.usefixtures("hosts")
def test_redirects_into_private_networks_are_refused(asked: str, url: str) -> None:
    scheme, _, host = url.partition("://")
    with pytest.raises(RefusedRedirect, match="it redirects"):
        check_redirect(asked, scheme, host)


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.0.0.1", "::1"])
def test_hosts_are_looked_up_as_requests_do(host: str) -> None:
    """Other ways to write an address hide nothing."""
    try:
        socket.getaddrinfo(host, None)
    except OSError:
        pytest.skip("this system knows no such address")
    with pytest.raises(RefusedRedirect):
        check_redirect("192.0.43.8", "http", host)
    assert addresses_of("no such host") == []


@pytest.fixture
def public(hosts: dict[str, list[str]]) -> Iterator[OtherSite]:
    """A site that counts as one on the internet; ``localhost`` leads to it as well."""
    with other_site() as site:
        hosts["127.0.0.1"] = HOSTS["public.example"]
        yield site


def in_build(site: OtherSite, project: Project, folder: Path) -> str:
    site.publish({"Token": ("g.html#term-token", "A piece of text.")})
    project.conf |= {
        "extensions": ["sphinx.ext.intersphinx", "sphinx_modelterms"],
        "intersphinx_mapping": {"o": (site.address, None)},
        "modelterms_other": ["o"],
    }
    project.write({"index": "Home\n====\n\n:term:`Token`\n"})
    return "".join(project.build().warnings)


def in_collect(site: OtherSite, project: Project, folder: Path) -> str:
    url = f"{site.address}modelterms-terms.json"
    try:
        fetch_kept(url, {}, folder, RequestLimits(5.0))
    except Unfetchable as error:
        return str(error)
    return ""


@pytest.mark.parametrize("ask", [in_build, in_collect])
@pytest.mark.parametrize("is_direct", [True, False])
def test_no_request_goes_into_a_private_network(
    ask: Callable[..., str],
    is_direct: bool,
    public: OtherSite,
    project: Project,
    tmp_path: Path,
) -> None:
    inside = public.address.replace("127.0.0.1", "localhost") + "secret"
    first = "/modelterms-terms.json"
    steps = [inside] if is_direct else ["/second", inside]
    for path, target in zip((first, "/second"), steps, strict=False):
        public.redirects[path] = target
    told = ask(public, project, tmp_path)
    wanted = "it redirects from a public host to 'localhost', which is in a private network"
    assert wanted in told
    assert first in public.asked
    assert "/secret" not in public.asked


@pytest.mark.parametrize("ask", [in_build, in_collect])
def test_redirects_to_other_hosts_are_followed(
    ask: Callable[..., str],
    public: OtherSite,
    hosts: dict[str, list[str]],
    project: Project,
    tmp_path: Path,
) -> None:
    """A project that has moved keeps working."""
    hosts["localhost"] = HOSTS["other.example"]
    address = public.address.replace("127.0.0.1", "localhost")
    public.redirects["/modelterms-terms.json"] = f"{address}moved"
    public.publish({"Token": ("g.html", "A piece of text.")})
    public.files["/moved"] = public.files["/modelterms-terms.json"]
    assert ask(public, project, tmp_path) == ""
    assert public.asked.count("/moved") == 1


@pytest.mark.parametrize("ask", [in_build, in_collect])
def test_a_redirect_without_an_address_is_reported(
    ask: Callable[..., str], project: Project, tmp_path: Path
) -> None:
    with other_site() as site:
        site.redirects["/modelterms-terms.json"] = " "
        assert "the server answers 302" in ask(site, project, tmp_path)


ENDLESS = 50_000_000
"""More bytes than systems keep of an answer that nobody reads."""


@pytest.mark.parametrize("tool", ["build", "collect"])
def test_the_text_of_a_redirect_is_not_read(tool: str, tmp_path: Path) -> None:
    """It could have no end."""
    sent = []

    def serve() -> None:
        with server.accept()[0] as first:
            first.recv(10_000)
            first.sendall(b"HTTP/1.1 302 Found\r\nLocation: /moved\r\n\r\n")
            with suppress(OSError):  # hung up, as it should be
                while sum(sent) < ENDLESS:
                    sent.append(first.send(b" " * 100_000))
        with server.accept()[0] as second:
            second.recv(10_000)
            second.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nmoved")

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        if tool == "build":
            settings: Any = SimpleNamespace(user_agent="", tls_verify=True, tls_cacerts=None)
            content = fetch(settings, address, 20, 100)[0]
        else:
            content = fetch_kept(address, {}, tmp_path, RequestLimits(20)).read_bytes()
        thread.join(20)
    assert content == b"moved"
    assert sum(sent) < ENDLESS
