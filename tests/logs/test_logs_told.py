"""What the machine says of itself: where a fault was, and never whose case it was about (O1)."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import structlog

from tongban.logs import configure_logs

NUMBER = "500103199001011230"  # a sample in form only


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def fail_at_a_person() -> None:
    id_number = NUMBER
    raise ValueError(f"cannot work with {len(id_number)} characters")


def noted(capsys: pytest.CaptureFixture[str]) -> str:
    try:
        fail_at_a_person()
    except ValueError:
        structlog.get_logger().exception("effect failed", kind="mail")
    told = capsys.readouterr()
    assert told.out == ""  # what a command prints is its answer alone
    return told.err


@pytest.mark.row("O1", part="no values of variables in logs")
@pytest.mark.parametrize("people", [True, False], ids=["terminal", "collector"])
def test_a_stack_says_where_and_never_with_whose_number(people: bool, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(people=people)
    told = noted(capsys)
    assert "effect failed" in told
    assert "fail_at_a_person" in told
    assert "cannot work with 18 characters" in told
    assert NUMBER not in told


def test_a_collector_gets_one_json_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(people=False)
    (line,) = noted(capsys).splitlines()
    told = json.loads(line)
    assert (told["event"], told["kind"], told["level"]) == ("effect failed", "mail", "error")
    assert told["exception"].startswith("Traceback")


def test_a_terminal_is_told_in_lines_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(people=True)
    assert "Traceback" in noted(capsys)
