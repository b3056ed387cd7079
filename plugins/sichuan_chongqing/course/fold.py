"""Fold one message into the course of its case, or refuse it: both sides judge alike, before sending and on arrival.

Power does not move (7 §24; 国办发〔2020〕35号): what only the handling region may say is refused from the receiving
one, and the other way round.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

from sichuan_chongqing.agreements.model import AgreedItem, Agreement, Mode
from sichuan_chongqing.course.papers import ON_THE_WAY, PaperState
from sichuan_chongqing.course.sheets import material_of
from sichuan_chongqing.course.state import Course, Part, SheetState, Supplement
from sichuan_chongqing.protocol import bodies as said
from sichuan_chongqing.protocol.faults import Fault, Refused
from sichuan_chongqing.protocol.message import Message

_WALL = timezone(timedelta(hours=8))  # both sides live by Beijing time
_ROLE_NAMES = {said.RECEIVING: "收件地", said.HANDLING: "办理地"}
Step = Callable[[Course, Any, Message], Course]


def fold(course: Course | None, message: Message, agreement: Agreement) -> Course | None:
    """Return the course after a message. Raises Refused with the reason where it may not be said."""
    body = message.body
    if isinstance(body, said.Probe):
        return course
    if isinstance(body, said.Opened):
        return _opened(course, body, message, agreement)
    if course is None:
        raise Refused(Fault.CONTENT, f"跨域办件“{message.case}”还没有提出，不能送来“{body.kind}”。")
    _check_speaker(course, message)
    step = _STEPS.get(type(body))
    return step(course, body, message) if step else course


def _check_speaker(course: Course, message: Message) -> None:
    if {message.sender, message.recipient} != {course.receiving, course.handling}:
        raise Refused(Fault.NOT_AGREED, "报文的两地不是这件跨域办件的收件地和办理地。")
    wanted = message.body.by
    if course.mode is not Mode.JOINT and wanted != said.EITHER and wanted != course.role_of(message.sender):
        name = _ROLE_NAMES[wanted]
        raise Refused(Fault.POWER, f"“{message.body.kind}”只能由{name}作出：跨域办理不改变事权。")


def _opened(course: Course | None, body: said.Opened, message: Message, agreement: Agreement) -> Course:
    if course is not None:
        raise Refused(Fault.CONTENT, f"跨域办件“{message.case}”已经提出过。")
    item = agreement.item(body.item)
    if item is None or item.mode != body.mode:
        raise Refused(Fault.NOT_AGREED, f"协议里没有以这种模式办理的“{body.item}”。")
    _check_in_force(agreement, body)
    _check_competent(agreement, item, message)
    papers = {each.id: _in_hand(each, message, body) for each in body.sheets if each.paper}
    return Course(
        id=message.case,
        agreement=agreement.id,
        item=item.id,
        mode=item.mode,
        receiving=message.sender,
        handling=message.recipient,
        applicant=body.applicant,
        answers=body.answers,
        definition=body.definition,
        intake=body.intake,
        opened_at=message.written_at,
        sheets={each.id: SheetState(each) for each in body.sheets if not each.paper},
        papers=papers,
        handling_role=_role(item, body),
    )


def _check_in_force(agreement: Agreement, body: said.Opened) -> None:
    """Refuse what was taken in outside the agreement's days; what was taken in within them is finished after them."""
    day = datetime.fromisoformat(body.intake.received_at).astimezone(_WALL).date()
    if not agreement.holds_on(day):
        raise Refused(Fault.NOT_AGREED, f"{day} 收件时，通办协议“{agreement.id}”不在有效期内。")


def _check_competent(agreement: Agreement, item: AgreedItem, message: Message) -> None:
    side = agreement.side_of(message.recipient)
    if side is None or side.id not in item.handled_by:
        raise Refused(Fault.NOT_AGREED, f"按照协议，“{item.id}”不由 {message.recipient} 办理。")


def _role(item: AgreedItem, body: said.Opened) -> str:
    if item.mode is not Mode.JOINT:
        return ""
    if body.role not in item.parts:
        raise Refused(Fault.CONTENT, f"多地联办要写明对方办哪一部分：{'、'.join(item.parts)}。")
    return body.role


def _in_hand(sheet: said.Sheet, message: Message, body: said.Opened) -> PaperState:
    paper = PaperState(sheet.id, sheet.name, 1, ())
    return paper.handed(message.sender, body.intake.received_at, f"{body.intake.window}收存")


def _material_sent(course: Course, body: said.MaterialSent, _message: Message) -> Course:
    known = course.sheets.get(body.material)
    if known is None:
        raise Refused(Fault.CONTENT, f"没有说明过材料“{body.material}”，不能送来它的文件。")
    if known.sheet.sha256 != body.sha256:
        raise Refused(Fault.CONTENT, f"材料“{known.sheet.name}”的文件与说明的摘要不符。")
    here = replace(known, here=True, file_name=body.file_name, media_type=body.media_type)
    return replace(course, sheets={**course.sheets, body.material: here})


def _papers_sent(course: Course, body: said.PapersSent, message: Message) -> Course:
    if body.parcel in course.parcels:
        raise Refused(Fault.CONTENT, f"邮包“{body.parcel}”已经登记过。")
    papers = dict(course.papers)
    for each in body.papers:
        held = papers.get(each.id) or PaperState(each.id, each.name, each.copies, ())
        if held.holders and held.holder not in (message.sender, ON_THE_WAY) and held.condition == "whole":
            raise Refused(Fault.CONTENT, f"“{each.name}”不在 {message.sender} 手里，不能由它寄出。")
        anew = message.sender == course.receiving and held.holders and held.holder != message.sender
        words = f"{body.courier} {body.tracking}，{body.by_whom}{'重新' if anew else ''}交寄"
        papers[each.id] = replace(held, condition="whole", note="").handed(ON_THE_WAY, body.sent_at, words)
    listed = {**course.parcels, body.parcel: tuple(each.id for each in body.papers)}
    return replace(
        course,
        papers=papers,
        parcels=listed,
        parcel_of={**course.parcel_of, body.parcel: f"{body.courier} {body.tracking}"},
        parcel_from={**course.parcel_from, body.parcel: message.sender},
    )


def _papers_received(course: Course, body: said.PapersReceived, message: Message) -> Course:
    expected = course.parcels.get(body.parcel)
    if expected is None:
        raise Refused(Fault.CONTENT, f"没有登记过邮包“{body.parcel}”。")
    if course.parcel_from[body.parcel] == message.sender:
        raise Refused(Fault.CONTENT, f"邮包“{body.parcel}”是 {message.sender} 自己寄出的，要由对方签收。")
    if {each.id for each in body.papers} != set(expected):
        raise Refused(Fault.CONTENT, f"邮包“{body.parcel}”里的每一份材料都要写明收到时的情况。")
    papers, moving = dict(course.papers), course.under_way_to(message.sender)
    for found in body.papers:
        if found.id not in moving:
            continue  # it is in somebody's hands, and stays there whatever is said of the parcel once more
        held = replace(papers[found.id], condition=found.condition, note=found.note)
        if found.condition != "missing":
            held = held.handed(message.sender, body.received_at, f"{body.by_whom}签收")
        papers[found.id] = held
    if papers == course.papers:
        raise Refused(Fault.CONTENT, f"邮包“{body.parcel}”已经这样登记过签收，不用再登记。")
    return replace(course, papers=papers)


def _complete(course: Course, body: said.Complete, _message: Message) -> Course:
    if course.complete is not None:
        raise Refused(Fault.CONTENT, "已经告知过材料收齐。")
    return replace(course, complete=body)


def _declined(course: Course, body: said.Declined, _message: Message) -> Course:
    if course.complete is not None:
        raise Refused(Fault.CONTENT, "已经收齐并立案，应当依法作出决定，不能再退回。")
    if course.declined:
        raise Refused(Fault.CONTENT, "已经退回过。")
    return replace(course, declined=body.reasons)


def _progress(course: Course, body: said.Progress, _message: Message) -> Course:
    return replace(course, progress=(*course.progress, body))


def _supplement_asked(course: Course, body: said.SupplementAsked, _message: Message) -> Course:
    if course.supplement is not None and not course.supplement.sent_at:
        raise Refused(Fault.CONTENT, "补正应当一次性告知，前一次告知还没有补齐。")
    return replace(course, supplement=Supplement(body.wanted, body.notice, body.until))


def _supplement_sent(course: Course, body: said.SupplementSent, message: Message) -> Course:
    if course.supplement is None or course.supplement.sent_at:
        raise Refused(Fault.CONTENT, "没有等待补正的告知。")
    if not set(body.answers) <= {each.material for each in course.supplement.wanted if each.of_form}:
        raise Refused(Fault.CONTENT, "补正只能改一次性告知里写明的项目。")
    anew = {material_of(each.id) for each in body.sheets}
    kept = {name: each for name, each in course.sheets.items() if material_of(name) not in anew}
    sheets = {**kept, **{each.id: SheetState(each) for each in body.sheets if not each.paper}}
    papers = dict(course.papers)
    for each in body.sheets:
        if each.paper:
            papers[each.id] = PaperState(each.id, each.name, 1, ()).handed(message.sender, body.received_at, "补正收存")
    supplement = replace(course.supplement, sent_at=body.received_at)
    answers = {**course.answers, **body.answers}
    return replace(course, sheets=sheets, papers=papers, supplement=supplement, answers=answers)


def _notice_sent(course: Course, body: said.NoticeSent, _message: Message) -> Course:
    if any(each.number == body.number for each in course.notices):
        raise Refused(Fault.CONTENT, f"文书“{body.number}”已经送来过。")
    return replace(course, notices=(*course.notices, body))


def _decided(course: Course, body: said.Decided, _message: Message) -> Course:
    if course.decided is not None:
        raise Refused(Fault.CONTENT, "已经告知过决定。")
    if course.complete is None:
        raise Refused(Fault.CONTENT, "材料还没有收齐立案，不能告知决定。")
    return replace(course, decided=body)


def _result_sent(course: Course, body: said.ResultSent, _message: Message) -> Course:
    if course.decided is None and course.joint is None:
        raise Refused(Fault.CONTENT, "还没有告知决定，不能送达结果。")
    return replace(course, result=body)


def _result_handed(course: Course, body: said.ResultHanded, _message: Message) -> Course:
    return replace(course, handed_at=body.handed_at)


def _part_finished(course: Course, body: said.PartFinished, message: Message) -> Course:
    if course.mode is not Mode.JOINT:
        raise Refused(Fault.CONTENT, "只有多地联办才分部分办理。")
    if (body.role == course.handling_role) is not (message.sender == course.handling):
        raise Refused(Fault.POWER, f"“{body.role}”这一部分不由 {message.sender} 办理。")
    if body.role in course.parts:
        raise Refused(Fault.CONTENT, f"“{body.role}”这一部分已经告知过结果。")
    part = Part(body.role, message.sender, body.number, body.outcome, body.words, body.at)
    return replace(course, parts={**course.parts, body.role: part})


def _joint_result(course: Course, body: said.JointResult, _message: Message) -> Course:
    if len(course.parts) != 2:
        raise Refused(Fault.CONTENT, "两地的部分还没有都办完，不能作出联办结果。")
    granted = all(each.outcome == "granted" for each in course.parts.values())
    if granted != (body.outcome == "granted"):
        raise Refused(Fault.CONTENT, "联办结果与两地各自的决定不一致。")
    return replace(course, joint=body)


def _withdrawn(course: Course, body: said.Withdrawn, _message: Message) -> Course:
    if course.withdrawal:
        raise Refused(Fault.CONTENT, "已经告知过申请人要求撤回。")
    return replace(course, withdrawal=body.reasons, withdrawal_at=body.at)


_STEPS: Mapping[type[said.Body], Step] = {
    said.MaterialSent: _material_sent,
    said.PapersSent: _papers_sent,
    said.PapersReceived: _papers_received,
    said.Complete: _complete,
    said.Declined: _declined,
    said.Progress: _progress,
    said.SupplementAsked: _supplement_asked,
    said.SupplementSent: _supplement_sent,
    said.NoticeSent: _notice_sent,
    said.Decided: _decided,
    said.ResultSent: _result_sent,
    said.ResultHanded: _result_handed,
    said.PartFinished: _part_finished,
    said.JointResult: _joint_result,
    said.Withdrawn: _withdrawn,
}
