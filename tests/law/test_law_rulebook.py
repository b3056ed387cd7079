"""The rulebook's vocabulary: strict, in Chinese, and each parameter with its article."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from marshmallow import ValidationError

from tongban.definitions.model import Span
from tongban.definitions.notice_kinds import OWN_KINDS
from tongban.definitions.rulebook import Rulebook, load_rulebook

DATA: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[2] / "tenants" / "chongqing" / "rulebook.yaml").read_text("utf-8")
)


def test_chongqing_says_what_its_regulation_says(rulebook: Rulebook) -> None:
    assert rulebook.online_review.span == Span(1)
    assert "第十七条" in rulebook.online_review.article
    assert rulebook.delivery.span == Span(10)
    assert not rulebook.promise_stops_for_special_procedures.holds
    assert rulebook.statutory_stops_for_special_procedures.holds
    assert {"其他材料", "有关部门", "有关材料"} <= {word for each in rulebook.vague_words for word in each.words}


def test_every_kind_of_notice_has_its_legal_basis(rulebook: Rulebook) -> None:
    assert [kind for kind in OWN_KINDS if not rulebook.bases_of(kind, "20")] == []


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("surprise", 1, "没有这个键"),
        ("zone", "Asia/Chongqing2", "没有名为"),
        ("online_review", {"span": {"working_days": 1, "days": 1}, "article": "x"}, "只能用一个单位"),
        ("online_review", {"span": {"working_days": "1"}, "article": "x"}, "整数"),
        ("online_review", {"span": {"working_days": 1}}, "缺少这一项"),
        ("delivery", None, "不能为空"),
        ("delivery", [], "一组键和值"),
        ("warnings", [{"kind": "promise", "yellow": 1, "red": 0}], "一般规则"),
        ("warnings", [{"kind": "*", "yellow": 1, "red": 2}], "red 不大于 yellow"),
        ("lapse_on_provisional_days", {"holds": "yes", "article": "x"}, "true 或者 false"),
    ],
)
def test_a_wrong_rulebook_is_refused_in_chinese(path: str, value: object, said: str) -> None:
    data = deepcopy(DATA)
    data[path] = value
    with pytest.raises(ValidationError, match=said):
        load_rulebook(data)


def test_the_licensing_law_is_cited_for_licences_only(rulebook: Rulebook) -> None:
    licence = [each.law for each in rulebook.bases_of("refusal_decision", "01")]
    service = [each.law for each in rulebook.bases_of("refusal_decision", "20")]
    assert licence == ["重庆市政务服务管理办法", "中华人民共和国行政许可法"]
    assert service == ["重庆市政务服务管理办法"]
