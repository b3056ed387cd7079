"""The elements of an implementation list that an applicant needs, and whether a definition says them (completeness)."""

from __future__ import annotations

from collections.abc import Callable

from tongban.definitions.model import Definition

_Said = Callable[[Definition], object]

#: Element and how to see that it is said. What is published only by others (a base code, a credit code) is not asked.
ELEMENTS: tuple[tuple[str, _Said], ...] = (
    ("事项简介", lambda each: each.summary),
    ("设定依据", lambda each: each.catalogue.basis),
    ("行使层级", lambda each: each.catalogue.levels),
    ("主题分类", lambda each: each.themes),
    ("搜索关键词", lambda each: each.keywords),
    ("服务对象", lambda each: each.applicants),
    ("受理条件", lambda each: each.conditions),
    ("申请表单", lambda each: each.sections),
    ("材料的受理标准或者填报须知", lambda each: all(one.criteria or one.help or one.licence for one in each.materials)),
    ("审查要点", lambda each: any(one.points for one in each.process)),
    ("法定时限或者没有法定时限的说明", lambda each: each.time.statutory or each.time.statutory_note),
    ("收费依据", lambda each: all(one.basis.law for one in each.fees)),
    ("结果样本", lambda each: all(one.sample for one in each.results)),
    ("办理地址", lambda each: each.service.address),
    ("办理时间", lambda each: each.service.hours),
    ("咨询电话", lambda each: each.service.phone),
    ("监督投诉电话", lambda each: each.service.complaints),
    ("常见问题", lambda each: each.questions),
)


def lacking(definition: Definition) -> tuple[str, ...]:
    """Return the elements that a definition does not say."""
    return tuple(name for name, said in ELEMENTS if not said(definition))
