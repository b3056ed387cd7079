"""With each material, guide, page of materials and desk say how far it is relied on and what follows (F7)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from portal_visitor import Portal
from tongban.definitions import Definition, FolderSources, LayeredSources, MemorySources, load_workspace
from tongban.forms import guide_view
from tongban.setup.compiled import compile_all
from tongban.web.portal.guide_materials import guide_material
from tongban.web.trust_words import trust_told

ROOT = Path(__file__).parents[3]
TRUST = "item_defs/_shared/trust.yaml"
WRITTEN = (ROOT / TRUST).read_text(encoding="utf-8")


def by_policy(old: str, new: str) -> Definition:
    assert old in WRITTEN
    changed = MemorySources({TRUST: WRITTEN.replace(old, new)})
    return load_workspace(LayeredSources((changed, FolderSources(ROOT)))).definition("occupy-road", "yunyang")


@pytest.mark.row("F7", part="shown with each material")
def test_guide_and_page_of_materials_say_the_policy_with_each_material(portal: Portal) -> None:
    described = portal.definition()
    policies = {each.trust_policy for each in described.materials}
    assert None not in policies
    visitor = portal.company()
    guide = visitor.get("items/occupy-road").text
    assert guide.count("核验方式") == len(guide_view(described, {"applicant.kind": "enterprise"}).materials)
    draft = portal.begin(visitor)
    portal.fill(visitor, draft)
    page = visitor.get(f"drafts/{draft}/materials").text
    for text in (guide, page):
        assert "由申请人上传，工作人员审查。" in text
        assert "1年内办理其他事项，可以再次使用。" in text
        assert "再次使用时，须再次出示原件。" in text


@pytest.mark.row("F7", part="shown with each material")
def test_a_change_of_policy_in_the_data_changes_what_is_said(portal: Portal) -> None:
    stricter = by_policy(
        "reuse: {years: 1}\n    prefill: false\n    show_again: true",
        "reuse: none\n    prefill: true\n    show_again: false",
    )
    view = next(each for each in guide_view(stricter, {}).materials if each.material.trust == "uploaded")
    with portal.visitor().client.application.test_request_context():
        facts = {each.label: each.value for each in guide_material(view).trust}
        assert facts["再次使用"] == "每次办理都须重新提供。其中的信息可以预先填入申请表。"
        assert trust_told(view.material) == f"由申请人上传，工作人员审查。{facts['再次使用']}"


@pytest.mark.row("F7", part="shown with each material")
def test_words_of_the_data_are_said_as_written(portal: Portal) -> None:
    reworded = by_policy("told: 由申请人上传，工作人员审查。", "told: 您上传的，我们 100% 审查。")
    view = next(each for each in guide_view(reworded, {}).materials if each.material.trust == "uploaded")
    with portal.visitor().client.application.test_request_context():
        assert trust_told(view.material).startswith("您上传的，我们 100% 审查。")


def test_a_version_without_a_policy_says_only_how_a_material_is_verified(portal: Portal) -> None:
    material = replace(portal.definition().materials[0], trust="verified", trust_policy=None)
    with portal.visitor().client.application.test_request_context():
        assert trust_told(material) == "在窗口核对原件。"


@pytest.mark.row("F7", part="shown with each material")
def test_the_policy_is_said_in_english_too(portal: Portal) -> None:
    visitor = portal.visitor()
    compile_all()
    visitor.get("/language/en")
    page = visitor.get("items/occupy-road").text
    assert "Uploaded by the applicant and examined by staff." in page
    assert "When it is used again, the original must be shown again." in page
