"""Parse a wording to Jinja2's syntax tree, without ever compiling or optimising it.

`Environment.parse` only reads: constants are not folded (`9**9999999` stays a tree and is refused there), filters are
not looked up, and no template is loaded.
"""

from __future__ import annotations

import re
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from tongban.wording.limits import MAX_TEMPLATE
from tongban.wording.refusal import WordingError, WordingFinding

_READER = Environment(trim_blocks=True, lstrip_blocks=True, autoescape=False, optimized=False)  # noqa: S701  it never renders
_TAGS_ONLY = re.compile(r"\s*(?:\{%[^%]*%\}\s*)+")
_UNKNOWN_TAG = re.compile(r"unknown tag '([^']*)'")


@lru_cache(maxsize=512)
def parse(text: str) -> nodes.Template:
    """Return the tree; raises `WordingError` with a line for what cannot be read."""
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_TEMPLATE:
        message = f"文书模板有 {size} 字节，超过上限 {MAX_TEMPLATE} 字节。"
        raise WordingError((WordingFinding(1, 1, "too_long", message, "请缩短模板，或者把固定内容改为附件。"),))
    try:
        return _READER.parse(_keep_line_ends(text))
    except TemplateSyntaxError as error:
        raise WordingError((_syntax_finding(error),)) from error
    except (RecursionError, ValueError, OverflowError) as error:
        message = "模板中的表达式过深或者数字过大，无法读取。"
        raise WordingError((WordingFinding(1, 1, "too_deep", message, "请拆成简单的表达式。"),)) from error


def _keep_line_ends(text: str) -> str:
    """Let a tag eat its line end only where it stands on a line of its own.

    Jinja2's `trim_blocks` would also join "……{% endif %}" with the line below it, and lose the paragraph's end.
    """
    return "\n".join(
        f"{line[:-2]}+%}}"
        if line.endswith("%}") and line[-3:-2] not in ("-", "+") and not _TAGS_ONLY.fullmatch(line)
        else line
        for line in text.split("\n")
    )


def _syntax_finding(error: TemplateSyntaxError) -> WordingFinding:
    unknown = _UNKNOWN_TAG.search(error.message or "")
    if unknown:
        return WordingFinding(
            error.lineno,
            1,
            "not_allowed",
            f"不能使用指令“{unknown[1]}”，或者它没有对应的开头。",
            "模板只接受 if、elif、else、for 及其结束指令。",
        )
    return WordingFinding(
        error.lineno,
        1,
        "syntax",
        "模板写法有误，无法读取。",
        f"请检查花括号与指令是否成对（{error.message}）。",
    )
