"""The materials of one's own situation: what is asked for, from whom, and what was handed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tongban.conditions import ALWAYS, UNKNOWN, Words, evaluate, holds, tell
from tongban.definitions.model import Definition, Material
from tongban.forms.answers import Answers
from tongban.forms.asked import words_of
from tongban.forms.finding import Finding
from tongban.forms.standing import Standing, Values, condition_values

SOURCES: Mapping[str, str] = {
    "applicant": "申请人自备",
    "government": "政府部门核发，由部门共享获取，免予提交",
    "intermediary": "中介机构或者法定机构产生",
}


@dataclass(frozen=True, slots=True)
class SuppliedFile:
    """A file as it was received: its name, its size in bytes, its kind as sniffed; `problem` in Chinese, if any."""

    name: str
    bytes: int
    kind: str  # usual ending of what the bytes are: pdf, jpg, png
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Supplied:
    """A material that was handed in: by files, on paper, or from a licence library (no files)."""

    material: str
    files: tuple[SuppliedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class MaterialView:
    """One material for a reader. `asked` is None where later answers decide; then `condition` says on what."""

    material: Material
    asked: bool | None
    obligatory: bool
    brought: bool  # must come from the applicant: what government holds is not asked for (335 §32)
    condition: str
    source: str


def materials_asked(definition: Definition, answers: Answers, standing: Standing | None = None) -> tuple[Material, ...]:
    """Give the materials that apply in this situation, whoever holds them; `standing` where it is known already."""
    values = standing.values if standing else condition_values(definition, answers)
    return tuple(each for each in definition.materials if holds(each.when, values))


def materials_view(definition: Definition, values: Values) -> tuple[MaterialView, ...]:
    """Give every material that is asked for or may be, for a guide."""
    words = words_of(definition)
    views = (_view(each, values, words) for each in definition.materials)
    return tuple(each for each in views if each.asked is not False)


def _view(material: Material, values: Values, words: Words) -> MaterialView:
    answer = evaluate(material.when, values)
    asked = None if answer is UNKNOWN else answer is True
    obliged = evaluate(material.required, values) is not False
    condition = "" if material.when == ALWAYS else tell(material.when, words)
    source = SOURCES.get(material.source, material.source)
    return MaterialView(material, asked, obliged, material.source != "government", condition, source)


def supplied_by_id(materials: Iterable[Supplied | str]) -> dict[str, tuple[SuppliedFile, ...]]:
    """Gather what was handed in; a bare id is a material that is there without files of its own."""
    found: dict[str, tuple[SuppliedFile, ...]] = {}
    for each in materials:
        supplied = Supplied(each) if isinstance(each, str) else each
        found[supplied.material] = (*found.get(supplied.material, ()), *supplied.files)
    return found


def material_findings(
    definition: Definition, standing: Standing, materials: Iterable[Supplied | str]
) -> Iterator[Finding]:
    """Find obligatory materials that are missing, files that do not do, and materials that nobody asked for."""
    supplied = supplied_by_id(materials)
    for each in definition.materials:
        if not standing.holds(each.when):
            continue
        if each.id in supplied:
            yield from _file_findings(each, supplied[each.id])
        elif each.source != "government" and standing.holds(each.required):
            yield _missing(each)


def _missing(material: Material) -> Finding:
    later = f"；也可以先申请，{material.may_follow.amount} 个工作日内补交（容缺受理）" if material.may_follow else ""
    code = "missing_may_follow" if material.may_follow else "missing_material"
    message = f"请提交“{material.name}”{later}。"
    article = "335 §19" if material.may_follow else "335 §18"
    return Finding(code, message, label=material.name, material=material.id, article=article)


def _file_findings(material: Material, files: tuple[SuppliedFile, ...]) -> Iterator[Finding]:
    for each in files:
        if problem := each.problem or _wrong_file(material, each):
            message = f"“{material.name}”的文件“{each.name}”：{problem}"
            yield Finding("wrong_file", message, label=material.name, material=material.id)


def _wrong_file(material: Material, file: SuppliedFile) -> str:
    kinds = {"jpeg": "jpg", "tif": "tiff"}
    if kinds.get(file.kind, file.kind) not in {kinds.get(each, each) for each in material.formats}:
        return f"格式不符，请上传 {'、'.join(material.formats)} 格式的文件。"
    if file.bytes == 0:
        return "文件是空的，请重新选择文件。"
    if file.bytes > material.max_mb * 1024 * 1024:
        return f"文件太大，请压缩到 {material.max_mb} MB 以内。"
    return ""
