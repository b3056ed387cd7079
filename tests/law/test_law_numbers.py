"""Case numbers: shape, check character, and what is found."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.law import CaseNumber, CaseNumberError, check_case_number, format_case_number

divisions = st.integers(100000, 999999).map(str)
days = st.dates(date(2020, 1, 1), date(2099, 12, 31))
sequences = st.integers(1, 999_999)
PLAIN = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@pytest.mark.row("L15")
@given(divisions, days, sequences)
def test_a_number_says_what_it_was_made_of(division: str, day: date, sequence: int) -> None:
    number = format_case_number(division, day, sequence)
    assert len(number) == 21
    assert check_case_number(f" {number.lower()} ") == CaseNumber(division, day, sequence)


@pytest.mark.row("L15")
@given(divisions, days, sequences, st.integers(0, 20), st.sampled_from(PLAIN))
def test_one_wrong_character_is_always_found(division: str, day: date, sequence: int, at: int, wrong: str) -> None:
    number = format_case_number(division, day, sequence)
    broken = number[:at] + wrong + number[at + 1 :]
    if broken != number:
        with pytest.raises(CaseNumberError):
            check_case_number(broken)


@pytest.mark.parametrize("text", ["", "5001032026112100001", "５００１０３20261121000001X", "500103 20261121 000001 A"])
def test_what_cannot_be_a_number_is_refused(text: str) -> None:
    with pytest.raises(CaseNumberError, match="应为 20 位数字"):
        check_case_number(text)


@pytest.mark.parametrize(("division", "sequence"), [("5001", 1), ("50010X", 1), ("500103", 0), ("500103", 1_000_000)])
def test_parts_that_do_not_fit_are_refused(division: str, sequence: int) -> None:
    with pytest.raises(CaseNumberError):
        format_case_number(division, date(2026, 11, 21), sequence)
