"""A plugin that does not fit is refused at start, with a sentence that says what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugin_house import write
from tongban.errors import Forbidden, TongbanError
from tongban.hooks import Hooks
from tongban.plugins.loading import plugins_at
from tongban.plugins.manifest import Manifest, fits, read_manifest

GOOD = "name: {name}\ntitle: 示例\nversion: 1.0.0\nentry: {name}.plugin\n"


def plugin_in(home: Path, name: str, code: str = "", more: str = "") -> None:
    write(home / "plugins" / name / "plugin.yaml", GOOD.format(name=name) + more)
    write(home / "plugins" / name / "__init__.py", "")
    write(home / "plugins" / name / "plugin.py", code)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: x\n: [", "不是有效的 YAML"),
        ("name: Bad-Name\ntitle: 例\nversion: 1.0.0\nentry: x", "应为小写字母"),
        ("name: good\ntitle: 例\nversion: one\nentry: x", "应写成 1.0.0"),
        ("name: good\ntitle: 例\nversion: 1.0.0", "entry"),
        ("name: good\ntitle: 例\nversion: 1.0.0\nentry: x\npermissions: [everything]", "没有这种权限"),
        ("name: good\ntitle: 例\nversion: 1.0.0\nentry: x\nneed: {}", "need"),
        ("name: good\ntitle: 例\nversion: 1.0.0\nentry: x\nneeds: {tongban: latest}", "最低版本"),
    ],
)
def test_a_bad_manifest_is_told_by_its_key(text: str, said: str) -> None:
    with pytest.raises(TongbanError, match=said):
        read_manifest(text, "plugins/x/plugin.yaml")


@pytest.mark.parametrize(
    ("needed", "version", "fit"),
    [("", "0.1.0", True), (">=0.1", "0.1.0", True), (">= 0.2", "0.10.0", True), (">=1.0", "0.9.9", False)],
)
def test_versions_are_compared_as_numbers(needed: str, version: str, fit: bool) -> None:
    assert fits(needed, version) is fit


def test_a_plugin_that_needs_a_later_platform_stops_the_start(tmp_path: Path) -> None:
    plugin_in(tmp_path, "far_ahead", more='needs: {tongban: ">=99"}\n')
    with pytest.raises(TongbanError, match="需要通办 >=99"):
        plugins_at(tmp_path)


def test_a_plugin_without_the_one_it_needs_stops_the_start(tmp_path: Path) -> None:
    plugin_in(tmp_path, "lonely", more="needs: {plugins: [companion]}\n")
    with pytest.raises(TongbanError, match="companion"):
        plugins_at(tmp_path)


def test_plugins_that_need_each_other_are_refused(tmp_path: Path) -> None:
    plugin_in(tmp_path, "hen", more="needs: {plugins: [egg]}\n")
    plugin_in(tmp_path, "egg", more="needs: {plugins: [hen]}\n")
    with pytest.raises(TongbanError, match="成环"):
        plugins_at(tmp_path)


def test_a_needed_plugin_is_asked_first(tmp_path: Path) -> None:
    answer = "from tongban.hooks import hookimpl\n@hookimpl\ndef jobs():\n    return ()\n"
    plugin_in(tmp_path, "aa_later", answer, "needs: {plugins: [zz_first]}\n")
    plugin_in(tmp_path, "zz_first", answer)
    assert plugins_at(tmp_path).answering("jobs") == ("zz_first", "aa_later")


def test_a_hook_that_does_not_exist_is_told_with_those_that_do(tmp_path: Path) -> None:
    plugin_in(tmp_path, "mistaken", "from tongban.hooks import hookimpl\n@hookimpl\ndef on_evnts(office):\n    pass\n")
    with pytest.raises(TongbanError, match="on_events"):
        plugins_at(tmp_path)


def test_a_folder_of_another_name_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "plugins" / "one" / "plugin.yaml", GOOD.format(name="other"))
    with pytest.raises(TongbanError, match="与它的文件夹 one 一致"):
        plugins_at(tmp_path)


def test_code_that_cannot_be_loaded_is_told_by_its_plugin(tmp_path: Path) -> None:
    plugin_in(tmp_path, "broken_one", "import nothing_of_this_name\n")
    with pytest.raises(TongbanError, match="nothing_of_this_name"):
        plugins_at(tmp_path)


def test_a_plugin_of_an_installed_package_is_found_by_its_entry_point(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, home = tmp_path / "site", tmp_path / "home"
    write(site / "outside_one" / "plugin.yaml", GOOD.format(name="outside_one"))
    write(site / "outside_one" / "__init__.py", "")
    answer = "from tongban.hooks import hookimpl\n@hookimpl\ndef jobs():\n    return ()\n"
    write(site / "outside_one" / "plugin.py", answer)
    about = site / "outside_one-1.0.dist-info"
    write(about / "METADATA", "Metadata-Version: 2.1\nName: outside-one\nVersion: 1.0\n")
    write(about / "entry_points.txt", "[tongban.plugins]\noutside_one = outside_one\n")
    monkeypatch.syspath_prepend(site)
    found = plugins_at(home)
    assert found.answering("jobs") == ("outside_one",)
    assert found.folders["outside_one"] == site / "outside_one"


def test_without_plugins_no_question_has_an_answer(tmp_path: Path) -> None:
    plugins = plugins_at(tmp_path)
    assert not plugins
    assert plugins.answering("on_events") == ()
    assert list(plugins.ask("menu", lambda _plugin: {}, tenant="yunyang", office=None, place="staff")) == []


def test_what_was_not_asked_for_is_refused() -> None:
    with pytest.raises(Forbidden, match="没有申请"):
        Manifest("x", "示例", "1.0.0", "x").require("network")


def test_every_hook_says_what_it_is_for() -> None:
    hooks = {name: hook for name, hook in vars(Hooks).items() if hasattr(hook, "tongban_spec")}
    assert len(hooks) > 15
    assert [name for name, hook in hooks.items() if not (hook.__doc__ or "").strip().endswith(".")] == []
