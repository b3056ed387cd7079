"""The zone in the portal: what the other side handles for people here, by the way in which it is handled."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask_babel import gettext as _

from sichuan_chongqing.agreements.model import MODE_NAMES, Mode
from sichuan_chongqing.exchange.side import side_of
from sichuan_chongqing.exchange.tables import PLUGIN
from sichuan_chongqing.web.views import choices_of
from tongban.kit.web import office_of, public, show_tenant, tenant_view

blueprint = Blueprint(
    "sichuan_chongqing_portal", __name__, url_prefix="/<tenant>/chuanyu", template_folder="../templates"
)
_TEXTS = {
    Mode.ONLINE: "全部在网上由办理地办理；不会操作的，到本地协议窗口帮办。",
    Mode.TAKEN_IN: "在本地协议窗口核验身份、提交材料，由窗口移送办理地；办理期限自办理地收齐材料起算。",
    Mode.JOINT: "两地各办一部分，同时进行，由牵头地出具联办结果。",
}


@blueprint.get("/", endpoint="zone")
@public
def zone(tenant: str) -> str:
    """Show the zone to anybody: items, regions, modes, codes where they are published."""
    show_tenant(tenant_view(tenant))
    office = office_of(PLUGIN, tenant)
    side, today = side_of(office), office.now.date()
    listed = [(mode, {"title": MODE_NAMES[mode], "text": _TEXTS[mode]}, choices_of(side, today, mode)) for mode in Mode]
    told = [f"《{each.title}》，有效期至 {each.valid_until}。" for each in side.agreements.values()]
    return render_template("sichuan_chongqing/zone.html", choices=listed, agreement=_("依据") + "：" + "".join(told))
