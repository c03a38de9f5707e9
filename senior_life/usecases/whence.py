"""Where a try comes from, as the limits count it: one home or office, and the network round it."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

HOME = {4: 32, 6: 64}
"""An IPv6 line has 2**64 addresses, and may take another for each try."""
NETWORK = {4: 24, 6: 48}
"""What one customer of a provider is given at most, as a rule (RFC 6177)."""


def home_of(address: str) -> str:
    return _within(address, HOME)


def network_of(address: str) -> str:
    return _within(address, NETWORK)


def _within(address: str, bits: dict[int, int]) -> str:
    """What is no address (a socket of a file, a test) is a place by itself."""
    found = _read(address)
    if found is None:
        return address
    return str(ip_network((found, bits[found.version]), strict=False))


def _read(address: str) -> IPv4Address | IPv6Address | None:
    """``::ffff:192.0.2.1`` is the IPv4 address that it was made from."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    return (isinstance(found, IPv6Address) and found.ipv4_mapped) or found
