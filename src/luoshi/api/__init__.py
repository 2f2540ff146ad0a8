"""For programs: REST under /api/v1, feeds, and an MCP server."""
