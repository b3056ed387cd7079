"""The district's data-sharing platform: POST <url>/<name> with the key, answered by 200 with values or 404."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tongban.kit.definitions import TongbanError
from tongban.kit.http import Answer, ask, checked_address


def look_up(url: str, token: str, name: str, key: Mapping[str, str]) -> Mapping[str, Any] | None:
    """Look one thing up; None where the platform has it not. Raises TongbanError where it gives no answer."""
    address = checked_address(f"{url.rstrip('/')}/{name}", "数据共享平台的网址")
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    answer = ask("POST", address, json.dumps(dict(key), ensure_ascii=False).encode(), headers)
    if isinstance(answer, Answer) and answer.status == 404:
        return None
    if not isinstance(answer, Answer) or answer.status != 200:
        raise TongbanError("数据共享平台没有应答。")
    told = json.loads(answer.body)
    if not isinstance(told, dict):
        raise TongbanError("数据共享平台的答复不是一个 JSON 对象。")
    return told
