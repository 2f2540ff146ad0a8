"""How a document is cited on its page: as everywhere (`ledger.citing`)."""

from luoshi.ledger.citing import ISO, citation, date_of, place_of

__all__ = ["ISO", "citation", "date_of", "place_of"]
