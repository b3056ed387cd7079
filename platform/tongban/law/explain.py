"""Why this date: a deadline told day by day, by the code that computed it (D5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tongban.calendars import DayLine, WorkingCalendar
from tongban.calendars.working_calendar import WEEKDAYS
from tongban.definitions.rulebook import Rulebook
from tongban.law.case import Deadline, DeadlineKind, DeadlineStatus
from tongban.law.deadlines import count
from tongban.law.notice_values import in_chinese, span_in_chinese

KIND_NAMES = {
    DeadlineKind.ONLINE_REVIEW: "网上收件审查期限",
    DeadlineKind.WINDOW_INTAKE: "窗口收件审查期限",
    DeadlineKind.SUPPLEMENT_REMINDER: "补正期限届满前的提醒",
    DeadlineKind.SUPPLEMENT: "补齐补正期限",
    DeadlineKind.LATER_MATERIALS: "容缺材料补交期限",
    DeadlineKind.PAYMENT: "缴费期限",
    DeadlineKind.OPINION: "征求意见期限",
    DeadlineKind.STEP: "环节办理期限",
    DeadlineKind.SPECIAL_PROCEDURE: "特殊程序期限",
    DeadlineKind.PROMISE: "承诺办结期限",
    DeadlineKind.STATUTORY: "法定办结期限",
    DeadlineKind.DELIVERY: "送达期限",
    DeadlineKind.ANNOUNCEMENT: "公告送达的期间",
    DeadlineKind.COMMITMENT_CHECK: "告知承诺核查期限",
    DeadlineKind.RECTIFICATION: "限期整改的期限",
    DeadlineKind.HEARING_REQUEST: "申请听证的期限",
    DeadlineKind.VALIDITY: "有效期",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """The count of a deadline: a heading, every day with its reason, the pauses' bases, and the result in words."""

    title: str
    lines: tuple[DayLine, ...]
    pauses: tuple[str, ...]
    conclusion: str
    text: str  # all of it, as lines of Chinese


def explain(deadline: Deadline, calendar: WorkingCalendar, rulebook: Rulebook) -> Explanation:
    """Tell the count of a deadline; of a paused one, the days up to the pause."""
    zone = rulebook.timezone
    title = f"{KIND_NAMES[deadline.kind]}：{span_in_chinese(deadline.budget)}，依据：{deadline.basis}。"
    if deadline.extended is not None:
        title += f"经批准延长{span_in_chinese(deadline.extended)}，依据：{deadline.extended_basis}。"
    lines, conclusion = _told(deadline, calendar)
    pauses = tuple(_pause(each.begins, each.ends, each.reason, each.basis) for each in deadline.pauses)
    if deadline.missed_at is not None:
        conclusion += f"该期限已于{in_chinese(deadline.missed_at.astimezone(zone))}届满而未完成。"
        conclusion += f"超期理由：{deadline.late_reason.rstrip('。')}。" if deadline.late_reason else ""
    body = [f"{_day(each)} {_number(each)} {each.reason}" for each in lines]
    return Explanation(title, lines, pauses, conclusion, "\n".join([title, *body, *pauses, conclusion]))


def _told(deadline: Deadline, calendar: WorkingCalendar) -> tuple[tuple[DayLine, ...], str]:
    if deadline.status is DeadlineStatus.PAUSED:
        running = deadline.pauses[-1]
        lines = _until_pause(deadline, calendar)
        counted = sum(each.counted for each in lines)
        return lines, f"自{in_chinese(running.begins)}起暂停计时，已计{counted}日，暂停期间没有到期日。"
    counted_days = count(deadline, calendar)
    conclusion = f"期限于{in_chinese(counted_days.last_day)}24时届满。"
    if counted_days.provisional:
        known = in_chinese(calendar.covered_until)
        conclusion += f"工作日历目前公布至{known}，此后按周末推算，放假安排公布后重新计算。"
    return counted_days.lines, conclusion


def _until_pause(deadline: Deadline, calendar: WorkingCalendar) -> tuple[DayLine, ...]:
    """Count as if the running pause ended on the day it began, and keep the days before it."""
    begins = deadline.pauses[-1].begins
    ended = (*deadline.pauses[:-1], replace(deadline.pauses[-1], ends=begins))
    lines = count(replace(deadline, status=DeadlineStatus.RUNNING, pauses=ended), calendar).lines
    return tuple(each for each in lines if each.day < begins or each.day == deadline.anchor)


def _pause(begins: date, ends: date | None, reason: str, basis: str) -> str:
    until = f"至{in_chinese(ends)}（当日恢复计时）" if ends else "起，尚未结束"
    return f"暂停：{in_chinese(begins)}{until}，{reason}，依据：{basis}。"


def _day(line: DayLine) -> str:
    return f"{line.day.isoformat()} {WEEKDAYS[line.day.weekday()]}"


def _number(line: DayLine) -> str:
    return f"第{line.number}日" if line.number is not None else "不计入"
