"""Ways to break what the law measures: limits, the decision, fees, results, visits, catalogue and claim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tongban.assurance.mutate.places import GONE, Data, Place, changed, found
from tongban.assurance.mutate.way import Broken, way

UNITS = ("working_days", "days", "months", "years")


def _spans(data: Data) -> Iterator[tuple[Place, int]]:
    yield from found(data, lambda place, value: place[-1] in UNITS and isinstance(value, int))


@way("lengthen_promise", "承诺时限不短于法定时限")
def lengthen_promise(data: Data) -> Iterator[Broken]:
    time = data.get("time", {})
    statutory = time.get("statutory")
    if isinstance(statutory, dict):
        ((unit, amount),) = statutory.items()
        for more in (0, 1, 5, 30):
            yield Broken(
                ("time", "promise"),
                f"写成 {amount + more} {unit}",
                changed(data, ("time", "promise"), {unit: amount + more}),
            )


@way("two_units", "期限写了两个单位")
def two_units(data: Data) -> Iterator[Broken]:
    for place, amount in _spans(data):
        other = "days" if place[-1] != "days" else "months"
        yield Broken(place, f"又写 {other}", changed(data, place[:-1], {place[-1]: amount, other: 1}))


@way("negative_limit", "期限写成负数")
def negative_limit(data: Data) -> Iterator[Broken]:
    for place, amount in _spans(data):
        yield Broken(place, f"{amount} 写成 -{amount}", changed(data, place, -max(amount, 1)))


@way("step_too_long", "环节时限超过承诺时限")
def step_too_long(data: Data) -> Iterator[Broken]:
    for place, _step in found(
        data, lambda place, value: place[0] == "process" and isinstance(value, dict) and "step" in value
    ):
        yield Broken((*place, "within"), "写成 90 个工作日", _with(data, place, "within", {"working_days": 90}))


@way("short_supplement", "补正期限过短")
def short_supplement(data: Data) -> Iterator[Broken]:
    yield Broken(("supplement_within",), "写成 1 个工作日", {**data, "supplement_within": {"working_days": 1}})


@way("no_decision", "没有决定环节")
def no_decision(data: Data) -> Iterator[Broken]:
    for place, _value in found(data, lambda place, value: place[-1] == "decides" and value is True):
        yield Broken(place, "不再作决定", changed(data, place, GONE))
        yield Broken(place, "决定附了条件", _with(data, place[:-1], "when", 'applicant.kind == "person"'))
        for role in ("window_clerk", "reviewer"):
            yield Broken(place, f"由 {role} 决定", _with(data, place[:-1], "by", role))


@way("special_too_long", "特殊程序超过承诺时限")
def special_too_long(data: Data) -> Iterator[Broken]:
    for place, value in found(data, lambda place, _: place[-1] == "special_procedure"):
        yield Broken(place, "最长 400 个工作日", changed(data, place, {**value, "maximum": {"working_days": 400}}))


@way("fee_without_basis", "收费没有依据")
def fee_without_basis(data: Data) -> Iterator[Broken]:
    fee = {"name": "手续费", "standard": "每件 100 元"}
    yield Broken(("fees",), "加一项没有依据的收费", {**data, "fees": [fee]})
    for place, _value in found(data, lambda place, _: place[0] == "fees" and place[-1] == "basis"):
        yield Broken(place, "删去依据", changed(data, place, GONE))


@way("visits", "到现场次数与原因不符")
def visits(data: Data) -> Iterator[Broken]:
    if data.get("visits", 0):
        yield Broken(("visits",), "次数改为 0", {**data, "visits": 0})
        yield Broken(
            ("visits_reason",), "删去原因", {key: each for key, each in data.items() if key != "visits_reason"}
        )
    else:
        yield Broken(("visits",), "次数改为 1", {**data, "visits": 1})


@way("result_kind", "结果名称与类型不符")
def result_kind(data: Data) -> Iterator[Broken]:
    result = data.get("result")
    if isinstance(result, dict) and result.get("kind") == "licence":
        yield Broken(("result", "kind"), "证照写成批文", changed(data, ("result", "kind"), "approval"))


@way("demand_shared", "向申请人要可以共享的证照")
def demand_shared(data: Data) -> Iterator[Broken]:
    for place, value in found(
        data, lambda place, value: place[0] == "materials" and isinstance(value, dict) and "licence" in value
    ):
        bare = {key: each for key, each in value.items() if key not in {"licence", "source", "trust"}}
        yield Broken(place, "要求自行提交", changed(data, place, bare))


@way("impossible_bounds", "数值范围颠倒")
def impossible_bounds(data: Data) -> Iterator[Broken]:
    for place, field in found(
        data, lambda _, value: isinstance(value, dict) and value.get("type") in {"number", "money"}
    ):
        yield Broken(place, "最小值大于最大值", changed(data, place, {**field, "min": 1000001, "max": 1000000}))


@way("impossible_check", "校验不可能满足")
def impossible_check(data: Data) -> Iterator[Broken]:
    for place, check in found(
        data, lambda place, value: place[0] == "checks" and isinstance(value, dict) and "holds" in value
    ):
        holds = check["holds"]
        yield Broken((*place, "holds"), "与自己相反", changed(data, (*place, "holds"), f"({holds}) && !({holds})"))


@way("no_basis", "没有设定依据", file="catalogue")
def no_basis(entry: Data) -> Iterator[Broken]:
    yield Broken(("basis",), "删去设定依据", changed(entry, ("basis",), GONE))
    yield Broken(("basis",), "设定依据是空的", changed(entry, ("basis",), []))


@way("catalogue_kind", "事项类型改了", file="catalogue")
def catalogue_kind(entry: Data) -> Iterator[Broken]:
    for kind in ("02", "03", "04", "06"):
        yield Broken(("kind",), f"改为 {kind}", changed(entry, ("kind",), kind))


@way("catalogue_name", "目录名称改了", file="catalogue")
def catalogue_name(entry: Data) -> Iterator[Broken]:
    yield Broken(("name",), "换了一个名称", changed(entry, ("name",), "示例事项核准"))


@way("controlled", "认领时改写统一管控的要素", file="claim")
def controlled(claim: Data) -> Iterator[Broken]:
    values: dict[str, Any] = {
        "title": "本地审批",
        "conditions": ["应当在本地居住。"],
        "materials": [{"id": "more", "name": "本地证明"}],
        "catalogue": "elsewhere",
        "fees": "none",
        "summary": "本地另行规定。",
    }
    for key, value in values.items():
        yield Broken((key,), "改写", {**claim, key: value})


@way("loosened", "认领时放宽承诺", file="claim")
def loosened(claim: Data) -> Iterator[Broken]:
    yield Broken(("time", "promise"), "承诺改为 300 个工作日", {**claim, "time": {"promise": {"working_days": 300}}})
    yield Broken(("visits",), "到现场 9 次", {**claim, "visits": 9})


@way("telephone", "咨询电话写错", file="claim")
def telephone(claim: Data) -> Iterator[Broken]:
    service = claim.get("service", {})
    if "phone" in service:
        yield Broken(("service", "phone"), "没有区号", changed(claim, ("service", "phone"), "55187618"))
    if {"phone", "complaints"} <= service.keys():
        same = changed(claim, ("service", "complaints"), service["phone"])
        yield Broken(("service", "complaints"), "与咨询电话相同", same)


@way("claim_incomplete", "认领漏写地址时间", file="claim")
def claim_incomplete(claim: Data) -> Iterator[Broken]:
    for key in ("address", "hours", "phone", "complaints"):
        if key in claim.get("service", {}):
            yield Broken(("service", key), "删去", changed(claim, ("service", key), GONE))


def _with(data: Data, place: Place, key: str, value: object) -> Any:
    """Copy the data with one key of the entry at a place set."""
    entry: Any = data
    for each in place:
        entry = entry[each]
    return changed(data, place, {**entry, key: value})
