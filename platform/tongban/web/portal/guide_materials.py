"""The materials of a guide, in words: what is asked for, in which form, from whom, and what replaces it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from tongban.definitions.model import Basis, Material
from tongban.forms import MaterialView
from tongban.web.trust_words import used_again
from tongban.web.view_words import span

FORMS = {"paper": "纸质", "electronic": "电子"}


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class GuideMaterial:
    name: str
    required: str
    from_library: bool
    condition: str
    help: str
    criteria: tuple[str, ...]
    facts: tuple[Fact, ...]
    trust: tuple[Fact, ...]  # how it is checked and used again: for the page, not for the sheet
    blank_form: str = ""  # the address of its blank form, where it has one


def guide_material(view: MaterialView) -> GuideMaterial:
    """Show one material; what is not written is not shown."""
    material = view.material
    obligatory = _("必要") if view.obligatory else _("选填")
    return GuideMaterial(
        name=material.name,
        required=_("视情形") if view.asked is None else obligatory,
        from_library=not view.brought,
        condition=_("%(when)s时需要。", when=view.condition) if view.condition and view.asked is None else "",
        help=material.help,
        criteria=material.criteria,
        facts=_told(_facts(view)),
        trust=_told(((_("核验方式"), _(material.trust_level.told)), (_("再次使用"), used_again(material)))),
        blank_form=material.blank_form if view.brought and _is_address(material.blank_form) else "",
    )


def _told(pairs: Iterable[tuple[str, str]]) -> tuple[Fact, ...]:
    return tuple(Fact(label, value) for label, value in pairs if value)


def _is_address(text: str) -> bool:
    return text.startswith(("https://", "http://"))


def _facts(view: MaterialView) -> Iterator[tuple[str, str]]:
    material = view.material
    yield _("来源"), _(view.source)
    yield _("来源说明"), material.source_note
    yield _("出具机构"), material.issuer
    yield _("出具时间"), _("%(limit)s内出具的", limit=span(material.issued_within)) if material.issued_within else ""
    yield _("如何取得"), _instead(material)
    if view.brought:
        yield _("份数"), _copies(material)
        yield _("形式"), _(FORMS[material.form]) if material.form in FORMS else ""
        yield _("格式"), _formats(material)
        yield _("纸质规格"), material.paper
        yield _("复印件要求"), material.copy_note
        yield _("空白表格"), "" if _is_address(material.blank_form) else material.blank_form
        yield _("填写要求"), _("须本人到现场填写") if material.in_person else ""
    yield _("样例"), material.sample
    later = span(material.may_follow) if material.may_follow else ""
    yield _("容缺"), _("可以先申请，%(limit)s内补交。", limit=later) if later else ""
    yield _("要求提供的依据"), bases(material.basis)
    yield _("备注"), material.note


def _instead(material: Material) -> str:
    """Say what stands in the place of a paper: shared data, a result of government, a licence of the library."""
    if material.shared_data is not None:
        said = material.shared_data
        if not said.provider:
            return _("通过数据共享核验“%(name)s”", name=said.name)
        return _("通过数据共享向%(office)s核验“%(name)s”", office=said.provider, name=said.name)
    if material.result_of is not None:
        return _("是政府核发的办理结果，由部门自行调取")
    return _("可以用电子证照代替") if material.licence is not None else ""


def _copies(material: Material) -> str:
    copies = [_("原件 %(count)s 份", count=material.originals)] if material.originals else []
    copies += [_("复印件 %(count)s 份", count=material.copies)] if material.copies else []
    if not copies or material.form == "electronic":
        return ""
    told = _("、").join(copies)
    if material.form == "paper":
        return told
    return _("到窗口办理的，带%(copies)s；网上办理上传即可", copies=told)


def _formats(material: Material) -> str:
    if material.form == "paper":
        return ""
    formats = _("、").join(each.upper() for each in material.formats)
    return _("%(formats)s，不超过 %(size)s MB", formats=formats, size=material.max_mb)


def bases(listed: Iterable[Basis | None]) -> str:
    """Cite laws one after another."""
    return _("；").join(cite(each) for each in listed if each is not None and each.law)


def cite(basis: Basis) -> str:
    """Cite a law with its number and article; its text where it is given."""
    number = _("（%(number)s）", number=basis.number) if basis.number else ""
    return f"《{basis.law}》{number}{basis.article}" + (f"：{basis.text}" if basis.text else "")
