"""The published description held against the server by schemathesis: whatever it allows is answered as it says, the rest refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from tests.test_search_ledger import load  # noqa: F401

pytestmark = pytest.mark.slow
EXAMPLES = 6
"""Of each operation, and as many again that break its description."""
BOUNDED = settings(
    max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture
def one_connection() -> Iterator[None]:
    """A request does not close the connection that the test's transaction is on, as with Django's own client."""
    from django.core.signals import request_finished, request_started
    from django.db import close_old_connections

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["allowed", "not allowed"])
def test_schemathesis_finds_nothing(load: Any, mode: GenerationMode) -> None:  # noqa: F811
    from luoshi.web.wsgi import application

    load()
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    walked: dict[str, int] = {}

    def check(case: schemathesis.Case) -> None:
        walked[case.path] = walked.get(case.path, 0) + 1
        case.call_and_validate(headers={"Accept-Encoding": "identity"})  # over WSGI it unpacks nothing

    for result in schema.get_all_operations():
        BOUNDED(given(case=result.ok().as_strategy(generation_mode=mode))(check))()
    assert len(walked) == 15
    assert sum(walked.values()) > 3 * len(walked)
