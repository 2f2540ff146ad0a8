"""Serving the pages from this process: gunicorn, minding its workers, until it is told to stop."""

from __future__ import annotations

import gc
from typing import Any

from gunicorn.app.base import BaseApplication

from luoshi.ledger import database

WORKERS = 2
THREADS = 4
COLLECTED_AFTER = (50_000, 5, 5)
"""How seldom a worker looks for garbage in circles: a page of a long document makes 100,000 facts and marks, which form none, and
looking through them again and again took a third of its time."""


class Server(BaseApplication):
    """Gunicorn with its settings given here and nowhere else."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from luoshi.web.wsgi import application

        return application


def _forked(_server: object, _worker: object) -> None:
    """Leave what all workers share where it is, look for garbage seldom, and mind the day."""
    from luoshi.web import daily

    gc.freeze()
    gc.set_threshold(*COLLECTED_AFTER)
    daily.begin()


def serve(host: str = "127.0.0.1", port: int = 8000, *, workers: int = WORKERS) -> None:
    """Bring the ledger up to date and serve its pages until interrupted. Raises LedgerError."""
    database.configure()
    database.ensure()
    from django.db import connections

    connections.close_all()  # a connection must not cross a fork
    Server(
        {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": workers,
            "threads": THREADS,
            "worker_class": "gthread",
            "preload_app": True,
            "post_fork": _forked,
            "control_socket_disable": True,
            "secure_scheme_headers": {},  # whether a proxy is believed is for LUOSHI_PROXIES to say
            "loglevel": "warning",
            "timeout": 60,
            "graceful_timeout": 10,
            "max_requests": 10_000,
            "max_requests_jitter": 1_000,
            "proc_name": "luoshi",
        }
    ).run()
