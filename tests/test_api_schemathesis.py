"""The published description held against the server by schemathesis: whatever it allows is answered as it says, the rest refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.test_search_ledger import load  # noqa: F401

pytestmark = [pytest.mark.slow, pytest.mark.once]
EXAMPLES = 6
"""Of each operation, and as many again that break its description."""
BOUNDED = settings(
    max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


MODES = pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["allowed", "not allowed"])


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


def walk(mode: GenerationMode, *, office: bool, headers: dict[str, str], besides: Sequence[Any] = ()) -> dict[str, set[int]]:
    """Every address of the office or of reading, called as the description allows or as it does not; what they answered."""
    from luoshi.web.wsgi import application

    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    walked: dict[str, set[int]] = {}

    def check(case: schemathesis.Case) -> None:
        # Over WSGI it unpacks nothing.
        answer = case.call_and_validate(headers={"Accept-Encoding": "identity", **headers}, excluded_checks=[*besides])
        walked.setdefault(f"{case.method} {case.path}", set()).add(answer.status_code)

    for result in schema.get_all_operations():
        operation = result.ok()
        if ("/office/" in operation.path) == office:
            BOUNDED(given(case=operation.as_strategy(generation_mode=mode))(check))()
    return walked


@pytest.mark.usefixtures("one_connection")
@MODES
def test_schemathesis_finds_nothing(load: Any, mode: GenerationMode) -> None:  # noqa: F811
    load()
    walked = walk(mode, office=False, headers={})
    assert len(walked) == 16


@pytest.mark.usefixtures("one_connection")
@MODES
def test_schemathesis_gets_nowhere_in_the_office_without_a_key(db: None, mode: GenerationMode) -> None:
    walked = walk(mode, office=True, headers={})
    assert len(walked) > 60
    assert set.union(*walked.values()) <= {401, 413, 415, 422}


@pytest.mark.usefixtures("one_connection")
@MODES
def test_schemathesis_finds_nothing_in_the_office_with_an_auditors_key(workspace: Any, tmp_path: Path, mode: GenerationMode) -> None:
    from luoshi.people import personal_keys
    from tests.office_parts import begun, issued, set_up

    office = issued(begun(set_up(workspace), tmp_path))
    key = personal_keys.make(office["wu"], "api", "核对")
    # Steps have rules of their own that no description of shapes can tell (a piece must be of the row's words): those are 422 too.
    walked = walk(mode, office=True, headers={"Authorization": f"Bearer {key}"}, besides=[positive_data_acceptance])
    assert 500 not in set.union(*walked.values())
    assert {path for path, statuses in walked.items() if 200 in statuses and not path.startswith("GET")} <= {"POST /api/v1/office/rates/export"}
