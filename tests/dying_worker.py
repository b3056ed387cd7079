"""A worker that is killed at the step it is told: run as a program of its own, one fork a life.

Reads lines "<step> <moment>" and answers each with "killed", "done" or what went wrong. A step is the moment before or
after a commit, or before or after the far side is spoken to; step 0 lets the worker live.
"""

from __future__ import annotations

import http.client
import os
import signal
import smtplib
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy.orm import Session, configure_mappers

from tongban.cases.files import FileStore
from tongban.cases.telling import Channel
from tongban.database import make_engine, make_sessions
from tongban.delivery import Desk, courier, drain
from tongban.delivery.channels.mail import MailServer
from tongban.delivery.channels.sms import SmsGateway
from tongban.delivery.channels.webhook import Webhooks
from tongban.notices import FileKeys
from tongban.publishing import Books
from tongban.settings import settings_from

#: what the worker does that others see; sealing is another test's matter and takes a third of a second
WATCHED = (
    (Session, "commit"),
    (smtplib.SMTP, "data"),
    (http.client.HTTPConnection, "request"),
    (http.client.HTTPConnection, "getresponse"),
)
steps_done = 0


def main(mail_url: str, gateway_url: str, house_key: str) -> None:
    settings = settings_from(os.environ)
    engine = make_engine(settings.database_url)
    sessions = make_sessions(engine)
    books = Books(settings).refresh(sessions())
    sessions.remove()
    engine.dispose()
    configure_mappers()
    ways = {
        Channel.EMAIL: MailServer(mail_url, "", "office@example.com", "example.com"),
        Channel.SMS: SmsGateway(gateway_url, "token", gateway_url),
        Channel.WEBHOOK: Webhooks(house_key),
    }
    desk = Desk(books, FileStore(settings.files_url), FileKeys(settings.keys), settings.public_url, ways=ways)
    _say("ready")
    for line in sys.stdin:
        step, moment = line.split()
        _say(_live(partial(_work, settings.database_url, desk, datetime.fromisoformat(moment)), int(step)))


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def _live(work: Callable[[], None], step: int) -> str:
    child = os.fork()
    if child == 0:
        for owner, name in WATCHED:
            _watch(owner, name, step)
        work()
        os._exit(0)
    _, ended = os.waitpid(child, 0)
    return "killed" if os.WIFSIGNALED(ended) else "done" if ended == 0 else f"ended {ended}"


def _watch(owner: type[Any], name: str, step: int) -> None:
    real = getattr(owner, name)

    def watched(*arguments: Any, **named: Any) -> Any:
        _step(step)
        answer = real(*arguments, **named)
        _step(step)
        return answer

    setattr(owner, name, watched)


def _step(dies_at: int) -> None:
    global steps_done  # noqa: PLW0603 — one life, one count
    steps_done += 1
    if steps_done == dies_at:
        os.kill(os.getpid(), signal.SIGKILL)


def _work(database_url: str, desk: Desk, moment: datetime) -> None:
    courier.HANDLERS = {**courier.HANDLERS, "seal_document": lambda *_: None}
    engine = make_engine(database_url)
    drain(make_sessions(engine), desk, lambda: moment)


if __name__ == "__main__":
    main(*sys.argv[1:])
