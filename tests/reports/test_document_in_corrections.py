"""What a person puts right of a reading, and what becomes of the facts by it."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from indicators.facts import Expenditure, GoalFacts, Row
from reports.corrections import (
    MOST_ROWS,
    Corrections,
    adding,
    as_json,
    corrected,
    droppable,
    from_json,
    label_of,
    posted,
    texts_of,
    unreadable,
    with_added,
)
from tests.facts import GENERAL, GOALS, OTHER, ROWS, make_facts, with_revenue, with_row, with_statement

FACTS = make_facts()
EVERYTHING = {GENERAL, OTHER, *GOALS, *ROWS}
UNTOUCHED = {f"cell:{name}": text for name, text in texts_of(FACTS).items()}


NONE = Corrections()
SPACE = UUID(GENERAL)


def post(changes=None, *, kept=EVERYTHING, before=NONE, passages=()):
    return posted(UNTOUCHED | (changes or {}), set(kept), FACTS, before, list(passages))


def test_a_form_sent_back_as_it_was_corrects_nothing():
    assert post() == Corrections()
    assert corrected(FACTS, Corrections()) == FACTS


def test_everything_that_can_be_left_out_is_a_goal_a_row_or_a_source():
    assert droppable(FACTS) == EVERYTHING


def test_line_ends_as_browsers_send_them_are_no_correction():
    facts = with_row(FACTS, 0, analysis="第一段\n第二段")
    sent = {f"cell:{name}": text.replace("\n", "\r\n") for name, text in texts_of(facts).items()}

    assert posted(sent, EVERYTHING, facts, Corrections(), []) == Corrections()


def test_a_corrected_cell_is_kept_and_taken_back_when_it_is_typed_as_it_was_read():
    first = post({f"cell:{ROWS[0]}:actual": " 13个 "})
    second = post({}, before=first)

    assert first == Corrections({f"{ROWS[0]}:actual": "13个"})
    assert corrected(FACTS, first) == with_row(FACTS, 0, actual="13个")
    assert second == Corrections()


def test_cells_that_are_not_on_the_form_keep_their_correction():
    before = Corrections({f"{ROWS[0]}:actual": "13个"})

    assert posted({}, EVERYTHING, FACTS, before, []) == before


def test_year_money_items_and_date_are_corrected_as_they_are_typed():
    found = corrected(
        FACTS,
        post(
            {
                "cell:document:fiscal_year": "2021年度",
                f"cell:{GENERAL}:final": "490.5万",
                "cell:basic:executed": "",
                "cell:evaluation:carry_over": "1.00",
                "cell:statement:problems": "1、没有问题\n2、还有一条",
                "cell:statement:filing_date": "2022.3.15",
            }
        ),
    )

    assert found.fiscal_year == 2021
    assert (found.revenue[0].final, found.revenue[0].typed_in_wan) == (Decimal("4905000.00"), ("final",))
    assert found.basic == Expenditure(FACTS.basic.initial, FACTS.basic.adjusted, None)
    assert found.carry_over == Decimal("1.00")
    assert found.statement.problems == ("没有问题", "还有一条")
    assert found.statement.filing_date.isoformat() == "2022-03-15"


def test_an_amount_in_wan_that_is_corrected_to_the_cent_is_known_to_the_cent():
    facts = with_revenue(FACTS, 0, final=Decimal("4900000.00"), typed_in_wan=("adjusted", "final"))

    line = corrected(facts, Corrections({f"{GENERAL}:final": "4,900,012.34"})).revenue[0]

    assert (line.final, line.typed_in_wan) == (Decimal("4900012.34"), ("adjusted",))


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("document:fiscal_year", "去年", "请填四位数的年度，例如 2022（2000–2100）"),
        ("document:fiscal_year", "1922", "请填四位数的年度，例如 2022（2000–2100）"),
        ("statement:filing_date", "三月", "“三月”不是日期，请写成 2023-03-15 或 2023年3月15日"),
        (f"{ROWS[0]}:target", "长" * 301, "这里最多 300 个字，现有 301 个字，请缩短"),
    ],
)
def test_what_cannot_be_read_is_told_and_changes_nothing(name, text, sentence):
    corrections = post({f"cell:{name}": text})

    assert unreadable(FACTS, corrections) == {name: sentence}
    assert corrected(FACTS, corrections) == FACTS


def test_of_what_is_left_out_nobody_is_asked_to_mend_anything():
    sent = {f"cell:{ROWS[0]}:target": "长" * 301, f"cell:{ROWS[4]}:target": "长" * 301}

    assert unreadable(FACTS, post(sent, kept=EVERYTHING - {ROWS[0], GOALS[1]})) == {}


def test_rows_goals_and_sources_that_lost_their_tick_are_left_out():
    corrections = post(kept=EVERYTHING - {ROWS[1], GOALS[1], OTHER})
    found = corrected(FACTS, corrections)

    assert corrections == Corrections(out=frozenset({ROWS[1], GOALS[1], OTHER}))
    assert [row.key for _, row in found.rows()] == [ROWS[0], ROWS[2]]
    assert [line.key for line in found.revenue] == [GENERAL]


@pytest.mark.parametrize("words", ["2", "2 补种行道树", "补种行道树", " 2  "])
def test_an_unread_passage_goes_behind_the_analysis_of_the_row_it_is_given_to(words):
    corrections = post({"give:0": words}, passages=["高温\r\n少雨", "别的"])

    analysis = f"{FACTS.goals[0].rows[1].analysis}\n高温\n少雨"
    assert corrections == Corrections({f"{ROWS[1]}:analysis": analysis}, settled={"0": ROWS[1]})
    assert corrected(FACTS, corrections) == with_row(FACTS, 1, analysis=analysis)


def test_a_passage_that_was_given_is_not_given_again_by_the_next_form():
    first = post({"give:0": "2"}, passages=["高温"])
    sent = {f"cell:{ROWS[1]}:analysis": first.cells[f"{ROWS[1]}:analysis"]}

    assert post(sent, before=first, passages=["高温"]) == first


@pytest.mark.parametrize("words", ["99", "没有这一项", "-"])
def test_a_passage_given_to_no_row_stays_unread(words):
    assert post({"give:0": words}, passages=["高温"]) == Corrections()


def test_a_name_that_two_rows_have_is_no_row_to_give_to():
    facts = with_row(FACTS, 0, name="补种行道树")
    sent = {f"cell:{name}": text for name, text in texts_of(facts).items()} | {"give:0": "补种行道树"}

    assert posted(sent, EVERYTHING, facts, Corrections(), ["高温"]) == Corrections()


def test_a_dropped_passage_comes_back_when_its_tick_goes():
    dropped = post({"drop:1": "on"}, passages=["高温", "别的"])

    assert dropped == Corrections(settled={"1": ""})
    assert post({}, before=dropped, passages=["高温", "别的"]) == Corrections()


def test_corrections_come_back_from_what_was_stored():
    corrections = post(
        {"give:0": "1", "drop:1": "on", "cell:basic:executed": "无"}, kept=EVERYTHING - {OTHER}, passages=["a", "b"]
    )

    assert from_json(as_json(corrections)) == corrections
    assert from_json({}) == Corrections()


def test_a_row_without_a_name_is_chosen_by_its_number():
    assert label_of(3, replace(FACTS.goals[0].rows[0], name="")) == "3"


def test_the_statement_is_shown_one_item_a_line():
    facts = with_statement(FACTS, problems=("一条", "两条"))

    assert texts_of(facts)["statement:problems"] == "一条\n两条"


# ---- what the reading has missed -------------------------------------------------------------------------------------


def test_a_row_is_added_blank_behind_those_of_its_goal_and_states_nothing_until_it_is_filled_in():
    added = adding(NONE, FACTS, GOALS[0], SPACE)
    [(goal, key)] = added.added
    shown = with_added(FACTS, added.added)

    assert goal == GOALS[0]
    assert [row.key for row in shown.goals[0].rows] == [*ROWS[:3], key]
    assert corrected(shown, added) == FACTS
    filled = replace(added, cells={f"{key}:name": "新建绿道", f"{key}:target": "≥3公里"})
    assert corrected(shown, filled).goals[0].rows[3] == Row(key, name="新建绿道", target="≥3公里")


def test_where_there_is_no_such_goal_one_is_added_with_a_row():
    first = adding(NONE, FACTS, "", SPACE)
    second = adding(first, with_added(FACTS, first.added), "", SPACE)
    [(goal, row), (other, _)] = second.added
    shown = with_added(FACTS, second.added)

    assert [one.key for one in shown.goals] == [*GOALS, goal, other]
    filled = replace(second, cells={f"{goal}:title": "补上的目标", f"{row}:name": "新建绿道"})
    assert corrected(shown, filled).goals == (
        *FACTS.goals,
        GoalFacts(goal, "补上的目标", rows=(Row(row, name="新建绿道"),)),
    )


def test_no_two_that_are_added_have_one_key():
    found = NONE
    for goal in (GOALS[0], GOALS[1], "", GOALS[0], ""):
        found = adding(found, with_added(FACTS, found.added), goal, SPACE)

    elsewhere = adding(NONE, FACTS, "", UUID(OTHER))
    keys = [key for pair in (*found.added, *elsewhere.added) for key in pair if key not in GOALS]
    assert len(set(keys)) == len(keys) == 9


def test_what_was_added_stays_when_the_form_is_sent_and_can_be_left_out_again():
    added = adding(NONE, FACTS, GOALS[0], SPACE)
    key = added.added[0][1]
    shown = with_added(FACTS, added.added)
    sent = {f"cell:{name}": text for name, text in texts_of(shown).items()} | {f"cell:{key}:name": "新建绿道"}

    kept = posted(sent, {*EVERYTHING, key}, shown, added, [])
    dropped = posted(sent, EVERYTHING, shown, added, [])

    assert kept == replace(added, cells={f"{key}:name": "新建绿道"})
    assert corrected(shown, dropped) == FACTS
    assert from_json(as_json(kept)) == kept


def test_no_more_rows_are_added_than_a_document_may_have():
    full = replace(FACTS, goals=(replace(FACTS.goals[0], rows=tuple(Row(str(n)) for n in range(MOST_ROWS))),))

    assert adding(NONE, full, GOALS[0], SPACE) == NONE
