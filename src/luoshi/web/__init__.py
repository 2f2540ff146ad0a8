"""The pages: plain and fast, readable without script."""

from __future__ import annotations


def serve(host: str = "127.0.0.1", port: int = 8000) -> None:
    """Bring the ledger up to date and serve its pages until interrupted. Raises LedgerError."""
    from luoshi.web.serve import serve

    serve(host, port)
