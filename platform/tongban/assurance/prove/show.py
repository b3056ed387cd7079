"""Show a proof to people and to programs: findings with the filled form that leads there, certificates, the limits."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

from tongban import forms
from tongban.assurance.prove.proof import Certificate, Claim, Duration, Proof, ProvenFinding, Witness
from tongban.definitions import Definition, Severity
from tongban.definitions.scope import APPLICANT_LABELS
from tongban.errors import TongbanError
from tongban.fields import field_types
from tongban.forms import all_fields, options_of
from tongban.law.notice_values import in_chinese, span_in_chinese

_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒"}
_CLOCKS = {"promise": "承诺时限", "statutory": "法定时限"}


def as_text(proof: Proof, definition: Definition) -> str:
    """Write a proof for people: what is wrong, what is certain, how long it can take, what was not looked at."""
    lines = [f"{definition.title}（{proof.item}，{proof.tenant or '未认领'}）", ""]
    for each in proof.found:
        lines += [*_finding(each, definition), ""]
    for certificate in proof.certificates:
        lines += _certificate(certificate)
    lines += [f"未证  {each.title.rstrip('。')}：没有出具证明，因为{each.why}" for each in proof.withheld]
    whole = all(each.claim is not Claim.DURATION for each in proof.withheld)
    lines += [f"时限  {_duration(each, definition, whole=whole)}" for each in proof.durations]
    lines += [f"局限  {each.message}" for each in proof.limits]
    lines += [f"依据  规则集 {proof.rulebook}，工作日历 {proof.calendar}，事项定义 {proof.definition[:12]}"]
    errors = len(proof.errors)
    ending = "证明成立。" if proof.holds else f"证明不成立：{errors} 个错误。"
    return "\n".join([*lines, ending]) + "\n"


def _finding(each: ProvenFinding, definition: Definition) -> Iterator[str]:
    finding = each.finding
    place = f"{finding.path}:{finding.line}:{finding.column} " if finding.line else ""
    yield f"{place}{finding.code} {_WORDS[finding.severity]}：{finding.message}"
    if finding.article:
        yield f"    依据：{finding.article}"
    yield f"    改法：{finding.hint}"
    if each.witness is not None:
        yield from _filled_form(each.witness, definition)


def _filled_form(witness: Witness, definition: Definition) -> Iterator[str]:
    """Show the applicant as the form that they filled in."""
    yield f"    例如{f'：{witness.shows}' if witness.shows else ''}（{in_chinese(witness.on)}申请）"
    yield f"      申请人类型：{APPLICANT_LABELS.get(witness.applicant, witness.applicant)}"
    yield from (f"      {label}：{told}" for label, told in filled(witness, definition))
    names = {each.id: each.name for each in definition.materials}
    if witness.materials:
        yield f"      提交材料：{'、'.join(names.get(each, each) for each in witness.materials)}"


def filled(witness: Witness, definition: Definition) -> Iterator[tuple[str, str]]:
    """Give the label and the answer of each question and field that the witness answers, in the order of the form."""
    try:
        answers = forms.written(definition, {**witness.situation, **witness.answers})
    except TongbanError:
        return
    for field in all_fields(definition):
        if field.id in answers:
            yield field.label, field_types[field.type].format(answers[field.id], options_of(field))


def _certificate(certificate: Certificate) -> Iterator[str]:
    walked = f"，{certificate.cases} 种情况" if certificate.cases else ""
    yield f"成立  {certificate.title}（查了 {certificate.elements} 项{walked}）"
    yield from (f"      {each}" for each in certificate.notes)


def _duration(duration: Duration, definition: Definition, *, whole: bool) -> str:
    names = "→".join(definition.step(each).name for each in duration.steps)
    if duration.limit is None:
        limit = "没有规定期限"
    else:
        kept = "没有超过" if whole else "走不到的环节没有计入，不能证明没有超过"
        limit = f"期限{span_in_chinese(duration.limit)}，{kept if duration.kept else '超过'}"
    dates = f"{in_chinese(duration.start)}受理、{in_chinese(duration.end)}作出决定"
    when = f"最不利的是{dates}，历时 {duration.calendar_days} 日"
    note = "（放假安排公布后可能调整）" if duration.provisional else ""
    return f"{_CLOCKS[duration.clock]}：最慢的路径“{names}”计 {duration.counted} 个工作日，{limit}；{when}{note}。"


def as_json(proof: Proof) -> str:
    """Write a proof for programs."""
    return json.dumps(plain(proof), ensure_ascii=False, indent=2) + "\n"


def plain(value: object) -> object:
    """Turn a proof and its parts into plain data; exact numbers are written as text, days in ISO 8601."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else value
