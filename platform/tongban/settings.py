"""Settings: read once from the environment by whoever starts the program, then passed down as a value.

Nothing reads the environment when imported. Every secret may come from a file (`…_FILE`), so that it stays out of the
process environment, which some servers copy into each request.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tongban.errors import TongbanError

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are. Paths are absolute; `redis_url` None means that the outbox is drained in-process."""

    home: Path  # holds tenants/, item_defs/, themes/, plugins/
    data: Path  # files, keys and the embedded database; never in the repository
    database_url: str
    files_url: str  # an fsspec address: a folder, or an object store
    public_url: str  # written into QR codes
    redis_url: str | None = None
    secret_key: str = ""
    secure_cookies: bool = False
    max_upload_mb: int = 50
    seal_kek: str = ""  # encrypts the seal keys at rest; empty: a file beside their folder
    seal_url: str = ""  # a seal service over HTTP; empty: keys of our own
    seal_token: str = ""
    tsa_url: str = ""  # a time-stamp authority (RFC 3161); empty: our own
    tsa_roots: Path | None = None  # a PEM file: the certificates to which its stamps must lead
    mail_url: str = ""  # smtps://user@host, smtp+starttls://user@host:587; empty: no e-mail
    mail_password: str = ""
    mail_from: str = ""
    sms_url: str = ""  # a gateway for text messages; empty: none
    sms_token: str = ""
    sms_query_url: str = ""  # where the gateway tells what became of a message; empty: it cannot be asked
    sms_drops_doubles: bool = False  # its operator promises to drop a key that it has seen
    pay_url: str = ""  # a payment gateway; empty: fees are paid at the window only
    pay_key: str = ""  # signs what we ask of it and what it tells
    sm2: bool = False  # sign documents by SM2 too, beside the file
    proxies: int = 0  # how many proxies of our own stand before us and tell whose request it is
    keep_unused_hours: int = 72  # files uploaded through the API that no application has taken
    demonstration: bool = False  # say on every page that people and cases are samples

    @property
    def keys(self) -> Path:
        return self.data / "keys"

    @property
    def embedded(self) -> bool:
        """Tell whether this is the embedded start: SQLite, one writing process (O4)."""
        return self.database_url.startswith("sqlite")


def _secret(env: Mapping[str, str], name: str) -> str:
    path = env.get(f"{name}_FILE")
    return Path(path).read_text(encoding="utf-8").strip() if path else env.get(name, "")


def settings_from(env: Mapping[str, str]) -> Settings:
    """Read the settings from an environment; a relative path is taken from the repository's folder."""
    home = Path(env.get("TONGBAN_HOME", REPOSITORY)).resolve()
    data = (home / env.get("TONGBAN_DATA", ".demo")).resolve()
    public_url = env.get("TONGBAN_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
    if not public_url.startswith(("http://", "https://")):
        raise TongbanError(f"TONGBAN_PUBLIC_URL 应以 http:// 或 https:// 开头，现为“{public_url}”。")
    return Settings(
        home=home,
        data=data,
        database_url=_driver(_secret(env, "DATABASE_URL") or f"sqlite:///{data / 'tongban.db'}"),
        files_url=env.get("TONGBAN_FILES", f"file://{data / 'files'}"),
        public_url=public_url,
        redis_url=_secret(env, "REDIS_URL") or None,
        secret_key=_secret(env, "TONGBAN_SECRET_KEY"),
        secure_cookies=public_url.startswith("https://"),
        max_upload_mb=int(env.get("TONGBAN_MAX_UPLOAD_MB", "50")),
        seal_kek=_secret(env, "TONGBAN_SEAL_KEK"),
        seal_url=_web_address(env, "TONGBAN_SEAL_URL"),
        seal_token=_secret(env, "TONGBAN_SEAL_TOKEN"),
        tsa_url=_web_address(env, "TONGBAN_TSA_URL"),
        tsa_roots=(home / env["TONGBAN_TSA_ROOTS"]) if env.get("TONGBAN_TSA_ROOTS") else None,
        mail_url=env.get("TONGBAN_MAIL_URL", ""),
        mail_password=_secret(env, "TONGBAN_MAIL_PASSWORD"),
        mail_from=env.get("TONGBAN_MAIL_FROM", ""),
        sms_url=_web_address(env, "TONGBAN_SMS_URL"),
        sms_token=_secret(env, "TONGBAN_SMS_TOKEN"),
        sms_query_url=_web_address(env, "TONGBAN_SMS_QUERY_URL"),
        sms_drops_doubles=env.get("TONGBAN_SMS_DROPS_DOUBLES") == "1",
        pay_url=_web_address(env, "TONGBAN_PAY_URL"),
        pay_key=_secret(env, "TONGBAN_PAY_KEY"),
        sm2=env.get("TONGBAN_SM2") == "1",
        proxies=int(env.get("TONGBAN_PROXIES", "0")),
        keep_unused_hours=int(env.get("TONGBAN_KEEP_UNUSED_HOURS", "72")),
        demonstration=env.get("TONGBAN_DEMONSTRATION") == "1",
    )


def _web_address(env: Mapping[str, str], name: str) -> str:
    address = env.get(name, "").rstrip("/")
    if address and not address.startswith(("http://", "https://")):
        raise TongbanError(f"{name} 应以 http:// 或 https:// 开头，现为“{address}”。")
    return address


def _driver(url: str) -> str:
    """Name the driver that is pinned, whatever short form of the address was given."""
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    return url
