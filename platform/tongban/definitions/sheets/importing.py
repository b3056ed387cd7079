"""Take sheets back: each changed cell becomes one edit of YAML; what is refused is told by sheet, row and column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from tongban.definitions.finding import Finding
from tongban.definitions.house_editing import EditedYaml
from tongban.definitions.load import load_workspace
from tongban.definitions.schema.files import schema_file_for
from tongban.definitions.sheets.comparing import Change, Place, RefusedCell, compare
from tongban.definitions.sheets.exporting import export_sheets
from tongban.definitions.sheets.reading import Grid, SheetRefused
from tongban.definitions.sheets.table import Sheet
from tongban.definitions.sources import LayeredSources, MemorySources
from tongban.definitions.strict_yaml import Document, Path, read_yaml
from tongban.definitions.vocabulary import check_vocabulary
from tongban.definitions.vocabulary.entries import Entry
from tongban.definitions.workspace import Workspace
from tongban.errors import TongbanError

__all__ = ["Change", "Imported", "RefusedCell", "import_sheets"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an upload comes to: the texts that change, by path; each change; each refusal. Nothing is written yet."""

    texts: Mapping[str, str]
    changes: tuple[Change, ...]
    refused: tuple[RefusedCell, ...]
    notes: tuple[str, ...] = ()


@dataclass
class _Draft:
    """Texts as the edits so far leave them; an item's edits are taken all together or not at all."""

    workspace: Workspace
    texts: dict[str, str] = field(default_factory=dict)

    def text(self, path: str) -> str:
        return self.texts[path] if path in self.texts else self.workspace.sources.read(path)

    def take(self, changes: Iterable[Change]) -> list[RefusedCell]:
        before = dict(self.texts)
        refused: list[RefusedCell] = []
        listed = list(changes)
        edited = {path: EditedYaml(self.text(path)) for path in {each.path for each in listed}}
        for each in listed:
            try:
                _edit(edited[each.path], each.where, each.value)
            except TongbanError as error:
                refused.append(each.refused(error.message, "这里请在文件中修改。"))
        self.texts |= {path: each.text for path, each in edited.items()}
        for path in {each.path for each in listed}:
            refused += self._faults(path, [each for each in listed if each.path == path])
        if refused:
            self.texts = before
        return refused

    def _faults(self, path: str, changes: list[Change]) -> Iterator[RefusedCell]:
        """Hold the edited text against the vocabulary, and lead each fault to the cell that made it."""
        document, findings = read_yaml(self.text(path), path)
        file = schema_file_for(path)
        if document is not None and file is not None and issubclass(file.schema, Entry):
            findings = check_vocabulary(document, file.schema)
        for finding in findings:
            yield _cell_of(finding, document, changes).refused(finding.message, finding.hint)


def import_sheets(workspace: Workspace, grids: Mapping[str, Grid], wanted: str, tenant: str | None = None) -> Imported:
    """Compare an upload with what an export gives now, and draft the difference; raises SheetRefused.

    An item with one refused cell changes nothing; what the upload leaves out stays as it is.
    """
    known = {each.name: each for each in export_sheets(workspace, wanted, tenant)}
    spoken = {name: grid for name, grid in grids.items() if name in known}
    if not spoken:
        raise SheetRefused(f"工作簿里没有认识的工作表，应有：{'、'.join(known)}。请用导出的文件修改。")
    places, refused, notes = _compared(known, spoken)
    changes = [each for each in places if isinstance(each, Change)]
    draft = _Draft(workspace)
    stopped = {each.item for each in refused}
    by_item = {each.item: [one for one in changes if one.item == each.item] for each in changes}
    sound = [each for item, each in by_item.items() if item not in stopped]
    # a file is read and written once for all items in it; only where one is refused, item by item
    if draft.take(chain.from_iterable(sound)):
        refused += chain.from_iterable(draft.take(each) for each in sound)
    refused += _refused_by_loading(draft, changes, {each.item for each in refused})
    stopped = {each.item for each in refused}
    taken = tuple(each for each in changes if each.item not in stopped)
    return Imported(draft.texts, taken, tuple(refused), tuple(notes))


def _compared(
    known: Mapping[str, Sheet], grids: Mapping[str, Grid]
) -> tuple[list[Place], list[RefusedCell], list[str]]:
    places: list[Place] = []
    notes = [f"工作表“{name}”不在工作簿里，没有改动。" for name in known if name not in grids]
    for name, grid in grids.items():
        found, left_out = compare(known[name], grid)
        places += found
        notes += [f"工作表“{name}”里没有 {row}，这一项保持不变。" for row in left_out]
    return places, [each for each in places if isinstance(each, RefusedCell)], notes


def _refused_by_loading(draft: _Draft, changes: list[Change], stopped: set[str]) -> list[RefusedCell]:
    """Load everything with the drafts; an error that was not there before takes back the items of its file."""
    refused: list[RefusedCell] = []
    workspace = draft.workspace
    if not draft.texts:
        return refused
    before = {(each.code, each.path, each.message) for each in workspace.findings}
    tried = load_workspace(LayeredSources((MemorySources(dict(draft.texts)), workspace.sources)))
    for finding in tried.findings:
        if finding.is_error and (finding.code, finding.path, finding.message) not in before:
            own = [each for each in changes if each.path == finding.path and each.item not in stopped]
            if own and finding.path in draft.texts:
                document, _ = read_yaml(draft.text(finding.path), finding.path)
                refused.append(_cell_of(finding, document, own).refused(finding.message, finding.hint))
    for path in {each.path for each in changes if each.item in {found.item for found in refused}}:
        draft.texts.pop(path, None)
        own = [each for each in changes if each.path == path and each.item not in {one.item for one in refused}]
        refused += [each.refused("同一个文件里有别的改动不能采用，这一处也没有采用。", "") for each in own[:1]]
    return refused


def _cell_of(finding: Finding, document: Document | None, changes: list[Change]) -> Change:
    """Find the change that stands nearest above a finding."""
    if document is None:
        return changes[0]
    above = [each for each in changes if document.mark(each.where).line <= finding.line]
    return max(above, key=lambda each: document.mark(each.where).line, default=changes[0])


def _edit(edited: EditedYaml, where: Path, value: object) -> None:
    """Set a value; with the last key of a part goes the part itself."""
    claim = len(where) == 3 and where[0] == "claims"  # a claim without differences is still a claim
    if value is None and not claim and len(where) > 1 and isinstance(where[-2], str) and edited.stands_alone(where):
        where = where[:-1]
    edited.set(where, value)
