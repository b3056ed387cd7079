"""Each field type writes HTML that a keyboard and a screen reader can use, without any script."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest
from lxml import html as lxml_html

from tongban.fields import CHINESE, AnyFieldType, Sample, Slot, SlotError, Words, field_types

CONTROLS = ".//input[not(@type='hidden')] | .//select | .//textarea"


def page(kind: AnyFieldType, sample: Sample, **slot: object) -> lxml_html.HtmlElement:
    given = {"typed": sample.right, "help": "说明。", "example": "例子", **slot}
    html = kind.render(Slot("thing", "名称", **given), kind.load_options(sample.options))  # type: ignore[arg-type]
    return lxml_html.fromstring(f"<main>{html}</main>")


@pytest.mark.row("F1")
def test_every_control_has_a_label_of_its_own(kind: AnyFieldType, sample: Sample) -> None:
    found = page(kind, sample)
    labels = {each.get("for") for each in found.iter("label")}
    controls = found.xpath(CONTROLS)
    assert controls
    assert all(each.get("id") in labels for each in controls)


@pytest.mark.row("F1")
def test_every_id_is_there_once_and_every_reference_leads_somewhere(kind: AnyFieldType, sample: Sample) -> None:
    found = page(kind, sample, errors=(SlotError("", "有错。"),))
    for template in found.findall(".//template"):
        template.drop_tree()
    ids = [each.get("id") for each in found.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    for each in found.xpath("//*[@aria-describedby]"):
        assert set(each.get("aria-describedby").split()) <= set(ids)


@pytest.mark.row("F1")
def test_an_error_is_said_in_words_and_tied_to_its_control(kind: AnyFieldType, sample: Sample) -> None:
    found = page(kind, sample, errors=(SlotError("", "这里要改。"),))
    [error] = found.xpath("//*[@id='f-thing-error']")
    assert "这里要改。" in error.text_content()
    assert any(
        "f-thing-error" in each.get("aria-describedby").split() for each in found.xpath("//*[@aria-describedby]")
    )
    if kind.name != "table":
        assert found.xpath("//*[@aria-invalid='true']")


def test_help_and_example_are_tied_to_the_control(kind: AnyFieldType, sample: Sample) -> None:
    found = page(kind, sample)
    told = {each for at in found.xpath("//*[@aria-describedby]") for each in at.get("aria-describedby").split()}
    assert {"f-thing-help", "f-thing-example"} <= told


@pytest.mark.row("P6")
def test_a_control_says_of_itself_what_its_reader_reads(kind: AnyFieldType, sample: Sample) -> None:
    ours = {words.partition("%")[0] for words in asdict(CHINESE).values() if len(words.partition("%")[0]) > 2}
    english = Words(**{name: re.sub(r"[^\x00-\x7f]+", name, words) for name, words in asdict(CHINESE).items()})
    errors = (SlotError("", "wrong"),)
    there = page(kind, sample, errors=errors, typed={}, required=True).text_content()
    assert [each for each in ours if each in there], "the measure below finds Chinese where there is Chinese"
    read = page(kind, sample, errors=errors, typed={}, required=True, words=english).text_content()
    assert [each for each in ours if each in read] == []


def test_obligation_is_said_in_words(kind: AnyFieldType, sample: Sample) -> None:
    assert "（必填）" in page(kind, sample, required=True).text_content()
    assert "（选填）" in page(kind, sample, required=False).text_content()


@pytest.mark.row("F1")
def test_a_hidden_field_can_neither_be_reached_nor_posted(kind: AnyFieldType, sample: Sample) -> None:
    found = page(kind, sample, shown=False)
    [field] = found.xpath("//*[@data-field='thing']")
    assert field.get("hidden") is not None
    for template in found.findall(".//template"):
        template.drop_tree()
    assert all(each.get("disabled") is not None for each in found.xpath("//input | //select | //textarea | //button"))


def test_what_was_typed_is_shown_again(kind: AnyFieldType, sample: Sample) -> None:
    posted = _posted(page(kind, sample))
    options = kind.load_options(sample.options)
    assert kind.parse({name.partition(".")[2]: texts for name, texts in posted.items()}, options) == sample.value


def test_a_readonly_field_cannot_be_changed_by_hand(kind: AnyFieldType, sample: Sample) -> None:
    found = page(kind, sample, readonly=True)
    for each in found.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        assert each.get("readonly") is not None or each.get("disabled") is not None


def test_a_wrong_date_is_shown_as_it_was_typed() -> None:
    kind = field_types["date"]
    html = kind.render(Slot("on", "日期", typed={"": ("下周一",)}), kind.load_options({}))
    assert 'value="下周一"' in html
    assert 'type="text"' in html


def _posted(found: lxml_html.HtmlElement) -> dict[str, list[str]]:
    """Give what a browser would post."""
    posted: dict[str, list[str]] = {}
    for template in found.findall(".//template"):
        template.drop_tree()
    for each in found.xpath("//input | //textarea"):
        unticked = each.get("type") in {"radio", "checkbox"} and each.get("checked") is None
        if each.get("disabled") is None and not unticked and each.get("type") != "file" and each.get("name"):
            text = (each.text or "").removeprefix("\n") if each.tag == "textarea" else each.get("value", "")
            posted.setdefault(each.get("name"), []).append(text)
    for each in found.xpath("//select"):
        posted.setdefault(each.get("name"), []).extend(each.xpath(".//option[@selected]/@value"))
    return posted
