"""The office's flow for programs, under /api/v1/office: read and act by a personal key, thin over the verbs of `luoshi.delivering`."""

from luoshi.api.v1.office import files, life, meetings, reading, supervise, tables, tasks  # noqa: F401 - each adds its addresses to the router
from luoshi.api.v1.office.router import router as router
