"""Which rows here go back to which of last year, and what is not here yet. On literals."""

from dataclasses import replace

from indicators.last_year import GoalHere, LastYear, RowHere, offered
from reports.demo import founding, last_year_example
from tests.facts import GENERAL, GOALS, OTHER, ROWS, make_facts, make_goal, make_row

LAST = make_facts(fiscal_year=2021)
TITLES = ("提升公园绿地养护水平", "方便居民游园")


def test_everything_is_missing_in_an_empty_evaluation():
    found = offered(LAST, [], [])

    assert found.missing == {*GOALS, *ROWS, GENERAL, OTHER}
    assert [one.is_whole for one in found.goals] == [False, False]


def test_a_row_typed_anew_under_its_name_is_here_in_its_own_goal_alone():
    here = [GoalHere("g1", "", TITLES[0], (RowHere("", "养护 公园数量"), RowHere("", "游园居民满意度")))]

    found = offered(LAST, here, ["其他收入 "])

    assert found.missing == {ROWS[1], ROWS[2], GOALS[1], ROWS[3], ROWS[4], GENERAL}


def test_a_copied_row_is_here_under_whatever_name():
    here = [GoalHere("g1", GOALS[0], "另一个标题", (RowHere(ROWS[1], "补种乔木"),))]

    found = offered(LAST, here, ["一般公共预算财政拨款收入", "其他收入"])

    assert found.missing == {ROWS[0], ROWS[2], GOALS[1], ROWS[3], ROWS[4]}
    assert found.goals[0].here == here[0]


def test_a_row_copied_from_another_one_is_not_taken_for_one_of_its_name():
    double = make_row("00000000-0000-4000-8000-0000000000d1", level2="质量指标")
    last = replace(LAST, goals=(replace(LAST.goals[0], rows=(*LAST.goals[0].rows, double)),))
    here = [GoalHere("g1", GOALS[0], TITLES[0], (RowHere(ROWS[0], double.name),))]

    (found,) = offered(last, here, []).goals

    assert found.missing == {ROWS[1], ROWS[2], double.key}


def test_a_goal_copied_from_another_one_is_not_taken_for_one_of_its_title():
    here = [GoalHere("g1", GOALS[1], TITLES[0])]

    assert [one.here for one in offered(LAST, here, []).goals] == [None, here[0]]


def test_of_the_published_year_thirty_of_thirty_four_names_stood_in_the_example_of_the_year_before():
    last, now = last_year_example(), founding()
    here = [GoalHere(goal.key, "", goal.title, tuple(RowHere("", row.name) for row in goal.rows)) for goal in now.goals]

    found = offered(last, here, [line.source for line in now.revenue])

    assert [len(one.missing) for one in found.goals] == [1, 1, 0, 2]
    assert sum(len(goal.rows) for goal in last.goals) == 34
    assert found.sources == set()
    assert {row.target for _, row in last.rows()} != {row.target for _, row in now.rows()}


def test_rows_and_goals_without_a_name_are_known_by_their_origin_alone():
    nameless = make_facts(goals=(make_goal(GOALS[0], make_row(ROWS[0], name="")),))
    nameless = replace(nameless, goals=(replace(nameless.goals[0], title=""),), revenue=())

    typed = offered(nameless, [GoalHere("g1", "", "", (RowHere("", ""),))], [])
    copied = offered(nameless, [GoalHere("g1", GOALS[0], "", (RowHere(ROWS[0], ""),))], [])

    assert typed.missing == {GOALS[0], ROWS[0]}
    assert copied.missing == set()


def test_a_row_goes_back_to_its_origin_before_its_name():
    last = LastYear(LAST)

    assert last.row_behind(ROWS[1], "养护公园数量", TITLES[0]).key == ROWS[1]
    assert last.row_behind("", "养护公园数量", "").key == ROWS[0]
    assert last.row_behind("", "从来没有过的指标", TITLES[0]) is None
    assert last.row_behind("", "", TITLES[0]) is None


def test_of_rows_with_one_name_the_goal_tells_which_is_meant():
    double = make_row("00000000-0000-4000-8000-0000000000d1")
    last = LastYear(replace(LAST, goals=(LAST.goals[0], replace(LAST.goals[1], rows=(double,)))))

    assert last.row_behind("", "养护公园数量", TITLES[0]).key == ROWS[0]
    assert last.row_behind("", "养护公园数量", TITLES[1]).key == double.key
    assert last.row_behind("", "养护公园数量", "第三个目标") is None


def test_of_two_rows_of_one_name_in_one_goal_neither_is_meant():
    double = make_row("00000000-0000-4000-8000-0000000000d1", level2="质量指标", analysis="另一项的分析。")
    last = LastYear(replace(LAST, goals=(replace(LAST.goals[0], rows=(*LAST.goals[0].rows, double)),)))
    mine = make_facts(goals=(make_goal(GOALS[0], make_row("00000000-0000-4000-8000-0000000000e1")),))

    assert last.row_behind("", "养护公园数量", TITLES[0]) is None
    assert last.row_behind(double.key, "养护公园数量", TITLES[0]) == double
    assert list(last.analyses(mine, {})) == []


def test_the_analyses_of_last_year_stand_under_the_keys_of_this_year():
    mine = make_row("00000000-0000-4000-8000-0000000000e1", name="改了名称")
    facts = make_facts(
        goals=(
            make_goal(
                "00000000-0000-4000-8000-0000000000e0",
                mine,
                make_row(ROWS[4], name="新"),
            ),
        )
    )

    found = dict(LastYear(LAST).analyses(facts, {mine.key: ROWS[1]}))

    assert found == {mine.key: LAST.goals[0].rows[1].analysis}
