"""What cannot be read on the command line is refused in Chinese, with what would be right."""

from __future__ import annotations

import sys

import pytest

from tongban.cli.main import main


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("replay occupy-road", "缺少选项“--tenant”。用 tongban replay --help 查看用法。"),
        ("record-example", "缺少参数“CASE”。用 tongban record-example --help 查看用法。"),
        ("lint --prov", "没有“--prov”这个选项。是不是“--prove”？用 tongban lint --help 查看用法。"),
        ("lint --format xml", "选项“--format”的值不能用，只能写text、json、github。用 tongban lint --help 查看用法。"),
        (
            "import-sheet items nowhere.xlsx",
            "参数“FILE”的值不能用，没有这个文件。用 tongban import-sheet --help 查看用法。",
        ),
        ("staff wu --role", "选项“--role”后面要写一个值。"),
        ("nosuch", "没有“nosuch”这个命令。"),
    ],
)
def test_a_command_that_cannot_be_read_is_refused_in_chinese(
    typed: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["tongban", *typed.split()])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert said in capsys.readouterr().err
