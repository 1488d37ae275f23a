"""Which addresses of the network are public. What is not plainly public is refused: the rule says who is let in."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

_UNICAST = IPv6Network("2000::/3")
"""The only part of IPv6 that is given out to hosts. Loopback, link-local, site-local, multicast, IPv4-mapped and
-compatible addresses and both NAT64 prefixes (64:ff9b::/96, 64:ff9b:1::/48) lie outside of it."""
_NOT_PUBLIC = tuple(
    ip_network(network)
    for network in (
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # relays to 6to4
        "2001::/23",  # protocol assignments, Teredo (2001::/32) among them, which carries an IPv4 address
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: carries an IPv4 address
        "3fff::/20",  # documentation
    )
)


def is_public(address: str) -> bool:
    """Whether an address, as a look-up gives it, is one of the public network; False where it is no address at all."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and (parsed.scope_id is not None or parsed not in _UNICAST):
        return False
    if any(parsed.version == network.version and parsed in network for network in _NOT_PUBLIC):
        return False
    return parsed.is_global and not (parsed.is_multicast or _reserved(parsed))


def _reserved(address: IPv4Address | IPv6Address) -> bool:
    return address.version == 4 and (address.is_reserved or address.is_unspecified)
