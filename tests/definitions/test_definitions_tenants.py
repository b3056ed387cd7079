"""Tenants as files: the tree, its codes, and what is refused (T1)."""

import pytest

from tongban.definitions import TenantSpec

YUNYANG = "tenants/yunyang/tenant.yaml"


def tenant(**values: str) -> str:
    """Write a tenant file; a code goes into quotes."""
    written = {"tenant": "yunyang", "name": "云阳县", "kind": "county", "parent": "chongqing", **values}
    return "".join(f'{key}: "{value}"\n' for key, value in written.items() if value)


@pytest.mark.row("T1")
@pytest.mark.parametrize(
    ("values", "code", "words"),
    [
        ({"parent": "chongqin"}, "TB030", "是否想写“chongqing”"),
        ({"parent": ""}, "TB030", "只有市可以没有上级"),
        ({"parent": "yunyang"}, "TB031", "yunyang → yunyang"),
        ({"division": "500999"}, "TB032", "没有代码“500999”"),
        ({"division": "50023"}, "TB011", "六位、九位或十二位"),
        ({"division": "500000"}, "TB033", "已由租户“chongqing”使用"),
        ({"uscc": "11500235MB1218247X"}, "TB034", "校验码不对"),
        ({"uscc": "11500235MB"}, "TB011", "十八位统一社会信用代码"),
        ({"kind": "district"}, "TB013", "county"),
        ({"tenant": "yun-yang"}, "TB021", "与文件夹名“yunyang”不一致"),
        ({"phon": "1"}, "TB010", "是否想写“phone”"),
    ],
)
def test_a_wrong_tenant_is_refused_with_the_reason_and_absent(
    workspace_with, values: dict[str, str], code: str, words: str
) -> None:
    workspace = workspace_with(files={YUNYANG: tenant(**values)})
    found = [each for each in workspace.findings if each.path == YUNYANG]
    assert [each.code for each in found] == [code]
    assert words in found[0].message + found[0].hint
    assert found[0].line >= 1
    assert "yunyang" not in workspace.tenants
    assert "yunyang" not in workspace.claims


@pytest.mark.row("T1")
def test_a_circle_of_parents_is_told_by_each_of_its_members(workspace_with) -> None:
    files = {
        "tenants/a/tenant.yaml": "tenant: a\nname: 甲\nkind: county\nparent: b\n",
        "tenants/b/tenant.yaml": "tenant: b\nname: 乙\nkind: county\nparent: a\n",
        "tenants/c/tenant.yaml": "tenant: c\nname: 丙\nkind: township\nparent: a\n",
    }
    workspace = workspace_with(files=files)
    assert sorted((each.code, each.path) for each in workspace.findings) == [
        ("TB031", "tenants/a/tenant.yaml"),
        ("TB031", "tenants/b/tenant.yaml"),
    ]
    assert set(workspace.tenants) == {"chongqing", "yunyang"}


def test_what_hangs_below_a_refused_tenant_is_absent_too(workspace_with, township) -> None:
    workspace = workspace_with(files={**township, YUNYANG: tenant(division="500999")})
    assert set(workspace.tenants) == {"chongqing"}


def test_a_division_lies_within_that_of_the_parent(workspace_with, township) -> None:
    divisions = (
        "code,name,parent,level\n500000,重庆市,,province\n500235,云阳县,500000,county\n500103,渝中区,500000,county\n"
    )
    township["tenants/jiangkou/tenant.yaml"] += 'division: "500103001"\n'
    workspace = workspace_with(files={**township, "item_defs/_shared/divisions.csv": divisions})
    (finding,) = workspace.findings
    assert finding.code == "TB032"
    assert "不在上级的区划“500235”之内" in finding.message


def test_the_line_runs_from_the_root_downwards(workspace_with, township) -> None:
    tree = workspace_with(files=township).tree
    assert [each.id for each in tree.line("jiangkou")] == ["chongqing", "yunyang", "jiangkou"]
    assert tree.root("jiangkou").id == "chongqing"
    assert [each.id for each in tree.below("chongqing")] == ["yunyang", "jiangkou"]


def test_a_root_without_a_rulebook_is_told(workspace_with) -> None:
    workspace = workspace_with(without=("tenants/chongqing/rulebook.yaml",))
    assert [each.code for each in workspace.findings] == ["TB036"]
    assert workspace.rulebook("yunyang") is None


def test_a_fault_in_a_rulebook_is_told_at_its_line(workspace_with) -> None:
    workspace = workspace_with(files={"tenants/chongqing/rulebook.yaml": "rulebook: x\nname: 甲\nversion: 零\n"})
    assert any(each.path == "tenants/chongqing/rulebook.yaml" and each.line == 3 for each in workspace.findings)
    assert workspace.rulebooks == {}


def test_a_tenant_is_a_frozen_value_with_its_defaults(workspace_with) -> None:
    spec = workspace_with().tenants["yunyang"]
    assert spec == TenantSpec(id="yunyang", name="云阳县", kind="county", parent="chongqing", division="500235")
    assert (spec.theme, spec.calendar, spec.is_root) == ("default", "cn", False)
