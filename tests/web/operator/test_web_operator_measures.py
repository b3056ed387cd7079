"""The operator sees the figures of every district and department, per jurisdiction (C10, C11)."""

from __future__ import annotations

import re

import pytest


@pytest.mark.row("C10", part="shown")
def test_the_operator_sees_districts_departments_labels_and_targets(operator) -> None:
    page = operator.get("/operator/measures").text
    for word in (
        "各区县",
        "各部门",
        "云阳县",
        "渝中区",
        "城市管理局",
        "完备度",
        "就近办",
        "未达到",
        "目录中有，没有认领",
    ):
        assert word in page
    cut = page.split("承诺时限比法定时限平均减少")[1].split("<br>")[0]
    got = int(re.search(r"现为 (\d+) ", cut)[1])
    assert "还没有做到的，承诺时限长的在前" in page
    assert not re.search(r"示范数据：[^<]*[a-z]", page), "samples are named in words"
    assert ("已达到" if got >= 70 else "未达到") in cut  # as the examples of the repository stand


def test_an_unknown_root_is_not_found(operator) -> None:
    assert operator.get("/operator/measures?root=yunyang").status_code == 404
    assert operator.get("/operator/measures?root=nowhere").status_code == 404
