"""What the plugin answers to the core."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

import click
from flask import Blueprint

from sichuan_chongqing.commands import partner
from sichuan_chongqing.exchange import sending
from sichuan_chongqing.exchange.http import blueprint as endpoints
from sichuan_chongqing.exchange.receiving import PROCESS
from sichuan_chongqing.exchange.saying import FORWARD
from sichuan_chongqing.handling.processing import process
from sichuan_chongqing.handling.telling import RESULT, send_result, tell_events
from sichuan_chongqing.identity.pages import blueprint as log_in
from tongban.hooks import Job, hookimpl
from tongban.kit.cases import Office
from tongban.kit.law import Case, Command, Event


@hookimpl
def on_events(office: Office, case: Case, events: tuple[Event, ...]) -> Iterable[Command]:
    """Tell the other side; our own law needs no command for that."""
    tell_events(office, case, events)
    return ()


@hookimpl
def effects() -> Mapping[str, Any]:
    return {FORWARD: sending.forward, PROCESS: process, RESULT: send_result}


@hookimpl
def jobs() -> Iterable[Job]:
    return [Job("跨域报文补发", timedelta(minutes=1), sending.sweep)]


@hookimpl
def pages() -> Iterable[Blueprint]:
    return [endpoints]


@hookimpl
def identity() -> Mapping[str, Blueprint]:
    """Let people log in with the account that they have on the other side (一地认证、全网通办)."""
    return {"用川渝另一方的账号登录": log_in}


@hookimpl
def commands() -> Iterable[click.Command]:
    return [partner]
