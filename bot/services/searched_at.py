"""Which index the operator's settings name."""

from __future__ import annotations

from bot.search import Address
from bot.settings import Settings


def address_of(chosen: Settings) -> Address | None:
    """The index of OpenSearch that is searched; None where one on this machine is.

    :raises AddressError: the setting names none.
    """
    if chosen.search is None:
        return None
    password = chosen.search_password.get_secret_value() if chosen.search_password else ""
    return Address.of(chosen.search.get_secret_value(), chosen.search_user, password, chosen.search_ca)
