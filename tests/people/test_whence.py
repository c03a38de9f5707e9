"""A line with many addresses is one place; a neighbour is another."""

import pytest

from senior_life.usecases.whence import home_of, network_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff"),
        ("192.0.2.1", "::ffff:192.0.2.1"),
        ("fe80::1%eth0", "fe80::2"),
    ],
)
def test_one_line_is_one_home(one: str, other: str) -> None:
    assert home_of(one) == home_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("2001:db8:1:2::1", "2001:db8:1:3::1"), ("192.0.2.1", "192.0.2.2")]
)
def test_a_neighbour_is_another_home_in_the_same_network(one: str, other: str) -> None:
    assert home_of(one) != home_of(other)
    assert network_of(one) == network_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("2001:db8:1::1", "2001:db8:2::1"), ("192.0.2.1", "192.0.3.1")]
)
def test_elsewhere_is_another_network(one: str, other: str) -> None:
    assert network_of(one) != network_of(other)


@pytest.mark.parametrize("address", ["", "testclient", "unknown"])
def test_what_is_no_address_is_a_place_by_itself(address: str) -> None:
    assert home_of(address) == network_of(address) == address
