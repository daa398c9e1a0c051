"""The numbers of headings in Word files: Word counts them, and prints what every other format prints."""

import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import issue
from reports.compose.numbering import chinese, circled
from reports.demo import approved_example, founding_mended, opened_example
from reports.document import Heading
from tests.reports.documents import documents
from tests.reports.word import body_of, only, paragraphs_of, parts_of, text_of, value


def printed_headings(document):
    """The headings as Word prints them: it counts each level, from 1 again below any higher one."""
    parts = parts_of(document)
    styles = {one.get(qn("w:styleId")): one for one in parts["word/styles.xml"].iter(qn("w:style"))}
    levels = {int(one.get(qn("w:ilvl"))): one for one in parts["word/numbering.xml"].iter(qn("w:lvl"))}
    counts = dict.fromkeys(levels, 0)
    printed = []
    for paragraph in parts["word/document.xml"].find(qn("w:body")).iterchildren(qn("w:p")):
        style = styles[value(paragraph, "pPr/pStyle")]
        place = value(style, "pPr/numPr/ilvl")
        if place is None:
            continue
        lead = ""
        if value(paragraph, "pPr/numPr/numId") != "0":
            place = int(place)
            assert value(levels[place], "pStyle") == style.get(qn("w:styleId"))
            counts |= {level: 0 for level in levels if level > place}
            counts[place] += 1
            lead = lead_of(levels[place], place, counts[place])
        printed.append((int(value(style, "pPr/outlineLvl")) + 1, lead + text_of(paragraph)))
    return printed


def lead_of(level, place, number):
    write = {"decimal": str, "chineseCountingThousand": chinese, "decimalEnclosedCircle": circled}
    # Word has no circles beyond ⑳.
    assert number <= 20 or value(level, "numFmt") != "decimalEnclosedCircle"
    return value(level, "lvlText").replace(f"%{place + 1}", write[value(level, "numFmt")](number))


def headings_of(document):
    blocks = [block for part in document.parts for block in part.blocks if isinstance(block, Heading)]
    return [(block.level, block.text) for block in blocks if block.level]


def numbered(document):
    """How many headings have their number from Word, and how many there are."""
    body = body_of(document)
    heads = [one for one in body.iterchildren(qn("w:p")) if "Heading" in value(one, "pPr/pStyle")]
    return len([one for one in heads if value(one, "pPr/numPr/numId") is None]), len(heads)


@pytest.mark.parametrize("facts", [founding_mended(), approved_example(), opened_example()], ids=lambda it: it.layout)
def test_headings_of_a_report_are_printed_as_everywhere_and_all_counted_by_word(facts):
    document = issue.composed(facts)
    assert printed_headings(document) == headings_of(document)
    counted, all_of_them = numbered(document)
    assert counted == all_of_them >= 9


@given(documents())
@settings(derandomize=True, deadline=None, max_examples=60)
def test_headings_of_any_document_are_printed_as_they_are(document):
    assert printed_headings(document) == headings_of(document)


HEADS = st.lists(
    st.sampled_from(
        [
            "一、甲",
            "二、乙",
            "（一）甲",
            "（二）乙",
            "年度目标1：甲",
            "年度目标2：乙",
            "1.甲",
            "2.乙",
            "（1）甲",
            "①甲",
            "②乙",
            "甲",
        ]
    ).flatmap(lambda text: st.builds(Heading, st.integers(1, 5), st.just(text))),
    max_size=20,
)


@given(HEADS)
@settings(derandomize=True, deadline=None, max_examples=80)
def test_headings_that_nearly_count_are_printed_as_they_are(headings):
    document = only(*headings)
    assert printed_headings(document) == headings_of(document)


def test_levels_begin_anew_below_each_goal():
    texts = [
        "一、甲",
        "（一）甲",
        "年度目标1：甲",
        "1.甲",
        "2.乙",
        "年度目标2：乙",
        "1.丙",
        "（二）乙",
        "年度目标1：甲",
        "1.甲",
    ]
    levels = [1, 2, 3, 3, 3, 3, 3, 2, 3, 3]
    document = only(*(Heading(level, text) for level, text in zip(levels, texts, strict=True)))
    assert printed_headings(document) == list(zip(levels, texts, strict=True))
    assert numbered(document) == (10, 10)


def test_a_number_out_of_its_turn_stays_text():
    document = only(Heading(1, "一、甲"), Heading(1, "三、丙"), Heading(1, "二、乙"))
    assert paragraphs_of(document)[:3] == [("Heading1", "甲"), ("Heading1", "三、丙"), ("Heading1", "乙")]


def test_beyond_twenty_circles_are_text():
    leads = ("一、", "（一）", "年度目标1：", "1.", "（1）")
    above = [Heading(level, lead) for level, lead in zip((1, 2, 3, 3, 4), leads, strict=True)]
    document = only(*above, *(Heading(5, circled(number)) for number in range(1, 24)))
    assert printed_headings(document) == headings_of(document)
    assert [text for style, text in paragraphs_of(document) if style == "Heading5" and text] == ["㉑", "㉒", "㉓"]


def test_goals_are_counted_under_the_name_that_the_layout_gives_them():
    document = only(Heading(1, "一、"), Heading(2, "（一）"), Heading(3, "总体目标1、甲"), Heading(3, "1.甲"))
    levels = parts_of(document)["word/numbering.xml"].iter(qn("w:lvlText"))
    assert [level.get(qn("w:val")) for level in levels][2] == "总体目标%3、"
    assert numbered(document) == (4, 4)
    assert printed_headings(document) == headings_of(document)
