"""Finding words in the sentences of the ledger: exact for one character and for many, on either database."""
