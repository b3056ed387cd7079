"""The studio's pages are items of the definition language (`item_defs/_studio/<page>/item.yaml`), compiled like others.

Folders that begin with `_` are no service items, so the city's workspace passes them over; here they are read alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tongban.definitions import Definition, MemorySources, Sources, compile_resolved, load_workspace
from tongban.definitions.load_shared import CATALOGUE
from tongban.definitions.strict_yaml import read_yaml
from tongban.errors import NotFound, TongbanError
from tongban.forms import written

FOLDER = "item_defs/_studio"
PAGES = ("start", "new-item", "overlay")


@dataclass(frozen=True, slots=True)
class ItemTemplate:
    """What the pages of a new item begin with."""

    id: str
    name: str
    summary: str
    answers: Mapping[str, object]  # typed, as `forms.read` gives them


@dataclass(frozen=True, slots=True)
class StudioPages:
    """The compiled pages, and the templates of new items."""

    start: Definition
    new_item: Definition
    overlay: Definition
    templates: Mapping[str, ItemTemplate]

    def template(self, name: str) -> ItemTemplate:
        if name not in self.templates:
            raise NotFound(f"没有事项模板“{name}”，现有模板：{'、'.join(self.templates)}。")
        return self.templates[name]


def studio_pages(sources: Sources) -> StudioPages:
    """Compile the pages; raises TongbanError with the findings where one of them has a fault."""
    start, new_item, overlay = compile_pages(sources, FOLDER, PAGES)
    prefix = f"{FOLDER}/templates/"
    listed = [path for path in sources.paths() if path.startswith(prefix) and path.endswith(".yaml")]
    templates = [read_template(sources.read(path), path, new_item) for path in listed]
    return StudioPages(start, new_item, overlay, {each.id: each for each in templates})


def compile_pages(sources: Sources, folder: str, pages: Sequence[str]) -> tuple[Definition, ...]:
    """Compile `<page>/item.yaml` of a folder with its `catalogue.yaml`; raises TongbanError with the findings."""
    texts = {f"item_defs/studio/{page}/item.yaml": sources.read(f"{folder}/{page}/item.yaml") for page in pages}
    workspace = load_workspace(MemorySources(texts | {CATALOGUE: sources.read(f"{folder}/catalogue.yaml")}))
    if faults := [str(each) for each in workspace.findings if each.is_error]:
        raise TongbanError("编辑页面的定义有误：" + "；".join(faults))
    return tuple(compile_resolved(workspace.resolve(page).data) for page in pages)


def with_help(page: Definition, words: Mapping[str, str]) -> Definition:
    """Say more beside some fields: the value that holds upstream, the names that exist."""
    sections = tuple(
        replace(
            section,
            fields=tuple(
                replace(each, help="".join((each.help, words[each.id]))) if each.id in words else each
                for each in section.fields
            ),
        )
        for section in page.sections
    )
    return replace(page, sections=sections)


def read_template(text: str, path: str, page: Definition) -> ItemTemplate:
    """Read what the pages begin with, written as the answers of an example are. Raises TongbanError."""
    document, findings = read_yaml(text, path)
    if document is None:
        raise TongbanError("模板无法读取：" + "；".join(str(each) for each in findings))
    data, answers = document.data, document.data.get("answers")
    if data.keys() != {"template", "name", "summary", "answers"} or not isinstance(answers, dict):
        raise TongbanError(f"模板 {path} 应当写明 template、name、summary 和 answers。")
    return ItemTemplate(str(data["template"]), str(data["name"]), str(data["summary"]), written(page, answers))
