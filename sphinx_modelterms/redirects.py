"""The redirects of servers that are followed: none from the internet into a private network."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    Address = IPv4Address | IPv6Address

SCHEMES = frozenset({"http", "https"})


class RefusedRedirect(OSError):
    """The error for a redirect that isn't followed; the message is for the user."""


def check_redirect(asked: str, scheme: str, host: str) -> None:
    """Check a redirect before it is followed.

    A server on the internet could make the machine that builds ask what only that can reach, such
    as the data of a cloud at 169.254.169.254. A server in a private network can redirect within
    it.

    :param asked: the host that redirects
    :param scheme: the scheme that it redirects to
    :param host: the host that it redirects to
    :raises RefusedRedirect: if it isn't followed
    """
    if scheme not in SCHEMES:
        raise RefusedRedirect(f"it redirects to the scheme {scheme[:20]!r}")
    if host == asked:
        return
    if all(map(_is_public, addresses_of(host))):
        return
    origin = addresses_of(asked)
    # A name without an address can be one that only a proxy knows.
    if not origin or any(map(_is_public, origin)):
        raise RefusedRedirect(
            f"it redirects from a public host to {host[:80]!r}, which is in a private network"
        )


def addresses_of(host: str) -> list[Address]:
    """Return the addresses of a host; none if it is unknown."""
    try:
        found: Iterable[str] = {str(each[4][0]) for each in socket.getaddrinfo(host, None)}
    except (OSError, ValueError):  # ValueError: for a name that can't be one
        return []
    return [ip_address(address.partition("%")[0]) for address in found]


def _is_public(address: Address) -> bool:
    """Return True for an address on the internet.

    >>> [_is_public(ip_address(a)) for a in ("192.0.43.8", "10.0.0.1", "::ffff:127.0.0.1")]
    [True, False, False]
    """
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address.sixtofour or address
    return address.is_global and not address.is_multicast
