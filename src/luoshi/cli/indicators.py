"""An indicator as it is named on the command line."""

from __future__ import annotations

from luoshi.catalogue.indicators import indicators
from luoshi.errors import LuoshiError


def code_of(name: str) -> str:
    """The code of an indicator named by code or by any of its names. Raises L805."""
    found = indicators().get(name) or indicators().find(name)
    if found is None:
        raise LuoshiError("L805", name)
    return found.code
