"""Where the index is, as an operator writes it; a password is repeated nowhere."""

from __future__ import annotations

import pytest

from bot.search.opensearch.address import Address, AddressError


def test_an_address_has_host_port_name_and_who_asks() -> None:
    read = Address.of("opensearch+https://ed:s%2Fe@search.example:9201/desk?shards=2&replicas=1")
    assert read == Address("search.example", 9201, True, "desk", "ed", "s/e", None, 2, 1)
    assert str(read) == "https://search.example:9201/desk"
    assert Address.of("opensearch+http://[::1]") == Address("::1", 9200, False)


def test_user_and_password_that_are_set_beside_it_win() -> None:
    read = Address.of("opensearch+https://ed:old@search.example", "bot", "new")
    assert (read.user, read.password) == ("bot", "new")


@pytest.mark.parametrize(
    "written",
    [
        "https://ed:geheim@search.example",
        "opensearch+ftp://ed:geheim@search.example",
        "opensearch+https://",
        "opensearch+https://ed:geheim@search.example:port",
        "opensearch+https://ed:geheim@search.example/A*",
        "opensearch+https://ed:geheim@search.example/desk?shards=0",
        "opensearch+https://ed:geheim@search.example/desk?replicas=many",
    ],
)
def test_what_is_no_address_is_told_without_its_password(written: str) -> None:
    with pytest.raises(AddressError, match="write it like opensearch") as wrong:
        Address.of(written)
    assert "geheim" not in str(wrong.value)


def test_no_password_is_shown() -> None:
    read = Address.of("opensearch+https://ed:geheim@search.example")
    assert "geheim" not in f"{read!r} {read}"
