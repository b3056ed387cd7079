"""What the proof does not speak of, named: free text, files, data from outside, products, and what was too much."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.assurance.prove.proof import Limit
from tongban.assurance.prove.reach import Examination
from tongban.definitions.model import Field
from tongban.fields.types.text import TextOptions
from tongban.forms import all_fields

_TEXTS = frozenset({"text", "address", "email", "phone", "id_number", "uscc", "signature"})


def limits_of(exam: Examination) -> tuple[Limit, ...]:
    """List the limits of a proof of this definition."""
    return tuple(_limits(exam))


def _limits(exam: Examination) -> Iterator[Limit]:
    definition = exam.applicant.definition
    fields = [each for field in all_fields(definition) for each in (field, *field.columns)]
    if texts := _ids(fields, _TEXTS):
        message = "填写的文字只看是否填写、字数以及是否等于条件里写出的文字，不看文字说的是什么。"
        yield Limit("text", message, texts)
    if patterned := tuple(each.id for each in fields if isinstance(each.options, TextOptions) and each.options.pattern):
        yield Limit("pattern", "有格式要求的文字只用示例验证，不穷举所有写法。", patterned)
    if files := _ids(fields, frozenset({"file"})):
        yield Limit("file", "上传的文件只看是否上传，不看文件的内容。", files)
    if definition.materials:
        yield Limit("material", "材料只看是否应当提交，内容是否合格由办理人员判断。")
    if any(each.licence or each.shared_data for each in definition.materials):
        yield Limit("outside", "电子证照和共享数据来自其他系统，证明假定它们能够取得。")
    if exam.applicant.translation.products:
        message = "有两个未知数相乘的算式，求解器不保证总能算尽；没有算尽的逐项列出。"
        yield Limit("nonlinear", message)
    if exam.unsettled:
        yield Limit("resource", "在限定的步数内没有证明的内容见 TB350。", tuple(exam.unsettled))


def _ids(fields: list[Field], types: frozenset[str]) -> tuple[str, ...]:
    return tuple(each.id for each in fields if each.type in types)
