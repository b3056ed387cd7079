"""The flow chart of a guide, in the reader's language; the ordered list beside it says the same in words (F5)."""

from __future__ import annotations

from flask_babel import gettext as _
from markupsafe import Markup

from tongban.forms import GuideView
from tongban.forms.flow import FlowWords, flow_of
from tongban.forms.flow_layout import lay_out
from tongban.forms.flow_svg import to_svg
from tongban.web.view_words import span


def flow_chart(view: GuideView) -> Markup:
    """Draw the process for the situation told."""
    chart = lay_out(flow_of(view, _words()))
    title = _("%(title)s：办理流程图", title=view.definition.title)
    described = _("从提交申请到送达的各个环节。同样的内容以文字列在本节的步骤里。")
    return Markup(to_svg(chart, title, described))  # noqa: S704 — every word in it is escaped where it is drawn


def _words() -> FlowWords:
    return FlowWords(
        start=_("提交申请"),
        intake=_("收件"),
        check=_("受理审查"),
        supplement=_("补正"),
        accepted=_("受理"),
        declined=_("不予受理"),
        granted=_("准予"),
        refused=_("不予"),
        delivery=_("送达"),
        incomplete=_("材料不齐"),
        complete=_("符合条件"),
        unfit=_("条件不符"),
        special=_("特殊程序"),
        otherwise=_("否则"),
        within=_("{span}内"),
        at_most=_("最长{span}"),
        when=_("{condition}时"),
        together=_("{name}（同时进行）"),
        joint=_("{name}（联合进行，一次办完）"),
        span=span,
    )
