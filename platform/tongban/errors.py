"""Errors that are for the reader: what was refused, what would be accepted, and which article says so."""

from __future__ import annotations


class TongbanError(Exception):
    """Carry a Chinese message for people, and the article it rests on where there is one."""

    def __init__(self, message: str, *, article: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.article = article


class NotFound(TongbanError):
    """Say that nothing is there, or nothing that this person may see; the two look alike on purpose (T2)."""


class Forbidden(TongbanError):
    """Say that the person may not do this, and who may."""
