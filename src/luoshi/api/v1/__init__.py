"""REST under /api/v1: reading only, with an OpenAPI description and a page that tells how it is used."""
