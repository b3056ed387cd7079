"""What each level of trust allows is data: loaded with its lines, compiled into every material (F7; 7 §20, 335 §32)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tongban.definitions import Severity, Workspace, compile_resolved
from tongban.definitions.diff import tell_differences
from tongban.definitions.lint.sample import sample_texts
from tongban.definitions.model import DEFAULT_TRUST, Span, Unit

MakeWorkspace = Callable[..., Workspace]
TRUST = "item_defs/_shared/trust.yaml"
WRITTEN = sample_texts()[TRUST]


def changed(old: str, new: str) -> dict[str, str]:
    assert old in WRITTEN
    return {TRUST: WRITTEN.replace(old, new)}


@pytest.mark.row("F7", part="policy as data")
def test_a_material_carries_what_its_level_of_trust_allows(workspace_with: MakeWorkspace) -> None:
    (plan,) = workspace_with().definition("occupy-road", "yunyang").materials
    assert plan.trust == "uploaded"
    level = plan.trust_level
    assert (level.reuse, level.reuse_within) == (True, Span(1, Unit.YEARS))
    assert (level.prefill, level.show_again) == (False, True)


@pytest.mark.row("F7", part="policy as data")
@pytest.mark.parametrize(("said", "allowed", "within"), [("none", False, None), ("while_valid", True, None)])
def test_another_policy_in_the_file_is_another_policy_of_the_material(
    workspace_with: MakeWorkspace, said: str, allowed: bool, within: Span | None
) -> None:
    files = changed("reuse: {years: 1}", f"reuse: {said}")
    (plan,) = workspace_with(files=files).definition("occupy-road", "yunyang").materials
    assert (plan.trust_level.reuse, plan.trust_level.reuse_within) == (allowed, within)


@pytest.mark.row("F7", part="policy as data")
@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("reuse: {years: 2}", "reuse: {weeks: 2}", "TB010"),
        ("reuse: {years: 2}", "reuse: sometimes", "TB011"),
        ("prefill: true, show_again: false}\n  uploaded", "prefill: maybe, show_again: false}\n  uploaded", "TB011"),
        ("name: 窗口核验, ", "", "TB012"),
        ("name: 窗口核验", "title: 窗口核验", "TB010"),
    ],
)
def test_a_wrong_value_is_found_at_its_line_and_items_still_compile(
    workspace_with: MakeWorkspace, old: str, new: str, code: str
) -> None:
    workspace = workspace_with(files=changed(old, new))
    found = [each for each in workspace.findings if each.code == code]
    assert [(each.path, each.line) for each in found] == [(TRUST, 3)]
    (plan,) = workspace.definition("occupy-road", "yunyang").materials
    assert plan.trust_level == DEFAULT_TRUST["uploaded"]


def test_a_level_that_is_missing_is_found(workspace_with: MakeWorkspace, only) -> None:
    lines = [each for each in WRITTEN.splitlines(keepends=True) if "declared" not in each]
    finding = only(workspace_with(files={TRUST: "".join(lines)}).findings, "TB012")
    assert "declared" in finding.message
    assert finding.is_error


def test_a_missing_file_is_told_and_stops_nothing(workspace_with: MakeWorkspace, only) -> None:
    workspace = workspace_with(without=(TRUST,))
    assert only(workspace.findings, "TB027").severity is Severity.WARNING
    (plan,) = workspace.definition("occupy-road", "yunyang").materials
    assert (plan.trust_level.reuse, plan.trust_policy) == (False, None)


@pytest.mark.row("F7", part="policy as data")
def test_a_published_version_keeps_its_policy_and_an_older_one_compiles_without(workspace_with: MakeWorkspace) -> None:
    data = dict(workspace_with().resolve("occupy-road", "yunyang").data)
    assert compile_resolved(data).material("plan").trust_level.show_again
    del data["trust"]
    assert compile_resolved(data).material("plan").trust_level == DEFAULT_TRUST["uploaded"]


def test_a_policy_says_in_which_file_and_line_it_stands(workspace_with: MakeWorkspace) -> None:
    origin = workspace_with().resolve("occupy-road", "yunyang").origin("trust", "verified", "reuse", "years")
    assert (origin.path, origin.line) == (TRUST, 3)


def test_a_change_of_policy_is_told_between_versions(workspace_with: MakeWorkspace) -> None:
    before, after = (
        workspace_with(files=files).definition("occupy-road", "yunyang")
        for files in ({}, changed("reuse: {years: 1}", "reuse: {years: 3}"))
    )
    (told,) = tell_differences(before, after)
    assert "施工方案" in told
    assert "可信等级的规定" in told
    assert "由“申请人上传，由申请人上传，1 年内可以再次使用，须再次出示原件”改为" in told
    assert "3 年内可以再次使用" in told
