"""Which row an analysis is given to: by name, each row once, and none by force."""

import pytest

from reports.importers.analyses import Told, match_told


def told(*names, goal=0):
    return [Told(goal, "", "", name, f"第 {number} 行") for number, name in enumerate(names, 1)]


@pytest.mark.parametrize("goals", [None, [1, 1, 1]])
def test_two_analyses_of_one_name_go_to_the_two_rows_of_that_name_in_their_order(goals):
    assert match_told(told("合格率", "植树", "合格率"), ["合格率", "合格率", "植树"], goals) == {0: 0, 1: 2, 2: 1}


def test_a_second_analysis_of_a_name_that_one_row_has_is_given_to_no_row():
    assert match_told(told("合格率", "合格率"), ["合格率", "植树"]) == {0: 0}


def test_a_name_of_two_goals_means_the_row_of_its_own_goal():
    names = ["合格率", "合格率"]
    assert match_told(told("合格率", goal=2), names, [1, 2]) == {0: 1}
    assert match_told(told("合格率", goal=3), names, [1, 2]) == {}
