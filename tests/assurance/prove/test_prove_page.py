"""The page for a department's lawyer names every code, with the sentence that the code itself holds."""

from __future__ import annotations

import re

from tongban.assurance.prove.codes import CODES
from tongban.assurance.prove.proof import Claim
from tongban.settings import REPOSITORY

PAGE = (REPOSITORY / "docs" / "proof.md").read_text("utf-8")


def test_the_page_lists_every_code_with_its_sentence():
    listed = dict(re.findall(r"^\| (TB3\d\d) \| (.*?)(?:（提醒）)? \|$", PAGE, re.MULTILINE))
    assert listed == {code: each.title for code, each in CODES.items()}


def test_the_page_explains_every_claim():
    assert set(re.findall(r"^\| ([a-z]+) \| .* \| TB3", PAGE, re.MULTILINE)) == {each.value for each in Claim}
