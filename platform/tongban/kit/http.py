"""Speak to outside systems: one request over HTTPS (plain on this machine only), redirects not followed."""

from tongban.delivery.channels.http import Answer, NoAnswer, NotReached, ask, checked_address

__all__ = ["Answer", "NoAnswer", "NotReached", "ask", "checked_address"]
