"""A refusal is a value: what was refused, what would be right, and the article that says so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """Say in Chinese why a command changes nothing. `code` is for programs, `article` is cited as `335 §18`."""

    code: str
    message: str
    article: str = ""


class Refused(Exception):
    """Carry a refusal from the rule that found it to `decide`, which hands it out as a value."""

    def __init__(self, code: str, message: str, article: str = "") -> None:
        super().__init__(message)
        self.refusal = Refusal(code, message, article)
