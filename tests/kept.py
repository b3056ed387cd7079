"""What every test would otherwise work out again, kept for the process; nothing of it changes what is tested.

Templates are compiled once, a workspace is loaded once for the same texts (it is never changed), and a password is
hashed by the same function at its lowest price. SQLite does not wait until the disk has written.
"""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Mapping
from types import CodeType
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from psycopg import Connection
from sqlalchemy import Engine, QueuePool, event
from werkzeug.routing import Rule
from werkzeug.security import generate_password_hash

from tongban.database import make_engine
from tongban.definitions import FolderSources, Sources, Workspace
from tongban.definitions.sources import LayeredSources
from tongban.publishing.books import HeldSources
from tongban.settings import REPOSITORY

Hold = Callable[[FolderSources, Mapping[str, str]], HeldSources]

MOST_KEPT = 16  # workspaces, of about 20 MB


class KeptTemplates(BytecodeCache):
    """Compiled templates by their source, for all applications of the process."""

    def __init__(self) -> None:
        self._kept: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get(f"{bucket.key}{bucket.checksum}")

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self._kept[f"{bucket.key}{bucket.checksum}"] = bucket.code


def pass_over_what_stays() -> None:
    """Let the garbage collector look less often, and pass over what is there for good: modules, tests, a city."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(2_000, 20, 30)


def keep_templates() -> None:
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": KeptTemplates()}


def hash_passwords_cheaply() -> None:
    generate_password_hash.__defaults__ = ("pbkdf2:sha256:1", 16)


def keep_routes() -> None:
    """Let Werkzeug write the builder of a route's addresses once: it is the same code for every application."""
    write = Rule._compile_builder
    kept: dict[object, Callable[..., tuple[str, str]]] = {}

    def written_once(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        if rule.defaults:  # these are written into the code
            return write(rule, append_unknown)
        key = (rule.rule, tuple(rule._trace), append_unknown)
        if key not in kept:
            kept[key] = write(rule, append_unknown)
        return kept[key]

    Rule._compile_builder = written_once  # type: ignore[method-assign]


def kept_statements(create: Callable[..., Engine]) -> Callable[..., Engine]:
    """Let all engines of a database's kind use the statements that one of them has put into SQL."""
    kept: dict[str, Engine] = {}

    def created(url: str, **options: object) -> Engine:
        engine = create(url, **options)
        first = kept.setdefault(engine.dialect.name, engine)
        if getattr(first.dialect, "server_version_info", None) is None:  # it has never been connected
            kept[engine.dialect.name] = engine
        else:
            engine.dialect = engine.pool._dialect = first.dialect  # a statement is kept for its dialect
            engine._compiled_cache = first._compiled_cache
        return engine

    return created


def watched_connections(create: Callable[..., Engine]) -> Callable[..., Engine]:
    """Know every connection to PostgreSQL: one that is left open is found by chance, in some test long after."""

    def created(url: str, **options: object) -> Engine:
        engine = create(url, **options)
        if engine.dialect.name == "postgresql":
            event.listen(engine, "connect", lambda connection, _record: _connections.add(connection))
        return engine

    return created


_connections: weakref.WeakSet[Connection[Any]] = weakref.WeakSet()
_engines: dict[str, Engine] = {}
#: the addresses of databases that tests leave to each other, and with them their engine
_lasting: set[str] = set()


def one_engine(url: str) -> Engine:
    """Give the engine that all of a test use for a database, as one process has one."""
    if url not in _engines:
        _engines[url] = make_engine(url)
    return _engines[url]


def is_shared(engine: Engine) -> bool:
    """Tell whether others of the test may use the engine still; then its connections are closed at the test's end."""
    return engine in _engines.values()


def let_last(url: str) -> None:
    """Leave the engine of a database to the next test: a connection to PostgreSQL learns all tables and their policies.

    That takes longer than most tests ask.
    """
    _lasting.add(url)


def let_none_last() -> None:
    """Close what tests have left to each other, as there is no next one."""
    _lasting.clear()
    nothing_left_open()


def nothing_left_open() -> None:
    """Close what a test has left open, and hold it against that test; what is left to the next is at rest."""
    for url in _engines.keys() - _lasting:
        _engines.pop(url).dispose()
    resting = sum(_at_rest(each) for each in _engines.values())
    left = [each for each in _connections if not each.closed]
    if len(left) <= resting:
        return
    for url in list(_engines):
        _engines.pop(url).dispose()
    for each in left:
        each.close()
    raise AssertionError(
        f"{len(left) - resting} connections were left open: dispose of each engine, and of each application's"
    )


def _at_rest(engine: Engine) -> int:
    assert isinstance(engine.pool, QueuePool)
    return engine.pool.checkedin()


def do_not_wait_for_the_disk(prepare: Callable[[Engine], None]) -> Callable[[Engine], None]:
    """Prepare SQLite as the product does, but for one thing: only a machine that loses its power would miss it."""

    def prepared(engine: Engine) -> None:
        prepare(engine)
        event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous=OFF"))

    return prepared


def kept_workspaces(load: Callable[[Sources], Workspace]) -> Callable[[Sources], Workspace]:
    """Load each state of the texts once; the one used longest ago goes first."""
    kept: dict[object, tuple[Workspace, Sources]] = {}

    def load_once(sources: Sources) -> Workspace:
        key = _known_by(sources)
        kept[key] = kept.pop(key, None) or (load(sources), sources)
        if len(kept) > MOST_KEPT:
            del kept[next(iter(kept))]
        return kept[key][0]

    return load_once


def _known_by(sources: Sources) -> object:
    """Give what tells one state of the texts from another: all paths and texts, but files that are held by themselves.

    Who keeps what is known by this keeps the sources too, else another could come to stand in their place.
    """
    if isinstance(sources, LayeredSources):
        return tuple(_known_by(each) for each in sources.layers), sources.without
    if isinstance(sources, HeldSources):
        return id(sources)
    return tuple(each for path in sources.paths() for each in (path, _text(sources, path)))


def _text(sources: Sources, path: str) -> str | bytes:
    try:
        return sources.read(path)
    except UnicodeDecodeError as broken:  # the loader has a finding for it
        return broken.object


def kept_folder(hold: Hold) -> Hold:
    """Read the repository's own files once, with the same words of plugins; no test changes them."""
    kept: dict[frozenset[tuple[str, str]], HeldSources] = {}

    def hold_once(folder: FolderSources, words: Mapping[str, str]) -> HeldSources:
        if folder.root != REPOSITORY:
            return hold(folder, words)
        key = frozenset(words.items())
        kept[key] = kept.get(key) or hold(folder, words)
        return kept[key]

    return hold_once
