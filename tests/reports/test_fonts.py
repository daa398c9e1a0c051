"""Which characters can be drawn is known beforehand, and agrees with what is drawn."""

import unicodedata

import pytest
from django.urls import reverse

from budgets.editing import Refused
from budgets.models import Status
from indicators.facts import Place
from indicators.findings import Finding
from indicators.gather import gather
from reports import checking, fonts, issue
from reports.demo import founding
from reports.document import Cell, Paragraph, Part, Run
from reports.renderers import pdf
from tests import facts as sample
from tests.evaluations import make_evaluation
from tests.people import make_cast
from tests.reports.documents import body, make_document, make_table

NOWHERE = "\ue000ก한"


def test_each_character_that_no_face_draws_is_named_once_and_in_order():
    assert fonts.uncovered(f"奓山{NOWHERE}街道{NOWHERE[0]}") == NOWHERE


def test_spaces_and_what_only_steers_others_need_no_glyph():
    assert fonts.uncovered("\n\t 　\u200b\u2060\ufe0f\U000e0100") == ""


def test_all_that_official_documents_use_can_be_drawn():
    gbk = "".join(
        bytes((lead, trail)).decode("gbk", "ignore") for lead in range(0x81, 0xFE) for trail in range(0x40, 0xFF)
    )
    assert fonts.uncovered(gbk) == ""
    assert fonts.uncovered("㎡①⑳ⅢⅩ‰℃≥≤±×÷—…“”‘’《》〔〕・𠮷㐂") == ""


def test_where_no_fonts_are_built_nothing_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    assert fonts.uncovered(NOWHERE) == ""


@pytest.mark.parametrize("style", ["body", "label", "left"])
def test_what_is_said_to_be_drawn_is_drawn_and_the_rest_is_not(style, caplog):
    """Of every block of characters some, in 仿宋, 黑体 and a table's 宋体."""
    signs = [chr(code) for code in (*range(0x21, 0x3400, 61), *range(0x3400, 0x2A000, 1811))]
    signs = [sign for sign in signs if unicodedata.category(sign)[0] in "LNPS"]
    missing = fonts.uncovered("".join(signs))
    blocks = (body("".join(signs)), Paragraph((Run("".join(signs)),), "", style), make_table(("".join(signs),)))
    pdf.render(make_document(Part("form", "", blocks)))
    warned = {record.message.split('"')[1] for record in caplog.records if "notdef" in record.message}
    assert warned == set(missing)
    assert len(missing) > 5


def test_findings_lead_to_the_field_and_come_once_for_each():
    place, other = Place("statement", "statement", "problems"), Place("indicators", "1", "name")
    runs = (Run("有"), Run("กก", place), Run("ก", place))
    document = make_document(Part("narrative", "", (Paragraph(runs), make_table((Cell("ก一", where=other), "无")))))
    said = "“ก”字没有可用的字体，请改用其他写法。"
    assert list(fonts.findings(document)) == [
        Finding("character-without-glyph", "error", said, place, ("ก",)),
        Finding("character-without-glyph", "error", said, other, ("ก",)),
    ]


def test_the_founding_report_can_be_drawn_whole():
    assert fonts.uncovered(fonts.all_text(issue.composed(founding()))) == ""


@pytest.mark.django_db
def test_what_cannot_be_drawn_is_an_error_at_its_place_and_is_not_issued(client):
    cast = make_cast()
    row = sample.make_row(sample.ROWS[0], name="养护ก公园数量")
    evaluation = make_evaluation(cast, facts=sample.make_facts(goals=(sample.make_goal(sample.GOALS[0], row),)))
    facts = gather(evaluation)
    found = [one for one in checking.check(evaluation, facts) if one.code == "character-without-glyph"]
    assert [(one.level, one.place.field, one.figures) for one in found] == [("error", "name", ("ก",))]
    client.force_login(cast.preparer)
    assert "“ก”字没有可用的字体" in client.get(reverse("check", args=[evaluation.pk])).content.decode()
    assert evaluation.status == Status.DRAFT
    with pytest.raises(Refused, match="“ก”字没有可用的字体"):
        issue.prepare(evaluation, facts, ())


@pytest.mark.django_db
def test_what_stands_in_the_rows_for_programs_alone_needs_no_font():
    evaluation = make_evaluation(make_cast(), facts=sample.with_row(sample.make_facts(), 0, unit="ก个"))
    facts = gather(evaluation)
    assert checking.check(evaluation, facts) == ()
    assert "report.pdf" in issue.prepare(evaluation, facts, ()).contents
