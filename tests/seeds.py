"""Fills a scratch database for a server process: `python -m tests.seeds NAME`."""

import sys
import tempfile
from pathlib import Path

import django

from tests.server import PASSWORD


def contention() -> None:
    """Evaluation 1 at 自评填报, nothing wrong with it, 20 indicators; a unit without sign-off, a second reviewer."""
    from budgets.models import Department, Role
    from tests import people
    from tests.evaluations import make_evaluation

    cast = people.make_cast()
    Department.objects.filter(pk=cast.bureau.pk).update(signs_off=False)
    cast.bureau.refresh_from_db()
    people.make_user("second_reviewer", "郑凯", cast.district, Role.REVIEWER)
    make_evaluation(cast, facts=_twenty_rows())


def _twenty_rows():
    from tests import facts as sample
    from tests.people import key_of

    rows = [
        sample.make_row(key_of(number), name=f"养护公园数量（第{number}片区）", analysis=f"第{number}片区全年养护。")
        for number in range(1, 21)
    ]
    return sample.make_facts(goals=(sample.make_goal(sample.GOALS[0], *rows),))


def founding_to_fill() -> None:
    """Evaluation 1 at 自评填报: the founding document with its four goals, whose 34 indicators are still to be typed."""
    from dataclasses import replace

    from reports import demo
    from tests import people
    from tests.evaluations import make_evaluation

    facts = demo.founding()
    make_evaluation(
        people.make_cast(), facts=replace(facts, goals=tuple(replace(goal, rows=()) for goal in facts.goals))
    )


def demonstration() -> None:
    """What `manage.py demo` loads: evaluation 1 is the founding document, returned and back in its published state."""
    from django.core.management import call_command
    from django.test import override_settings

    with override_settings(DEMO=True):
        call_command("demo")


def scored_by_level() -> None:
    """Evaluation 1 at 自评填报 by a rule set that gives each 一级指标 its points; all of them are given out."""
    from decimal import Decimal

    from tests import facts as sample
    from tests import people
    from tests.evaluations import make_evaluation

    facts = sample.make_facts(rule_set="national-2020", layout="national-2020")
    for index, weight in enumerate((20, 20, 10, 30, 10)):
        facts = sample.with_row(facts, index, weight=Decimal(weight))
    make_evaluation(people.make_cast(), facts=facts)


def set_up() -> None:
    """What `manage.py setup` leaves behind, and nothing else: one district, one administrator."""
    from django.core.management import call_command

    with tempfile.TemporaryDirectory() as folder:
        password = Path(folder) / "password"
        password.write_text(PASSWORD)
        call_command(
            "setup",
            district="江城市东湖区财政局",
            code="420199",
            name="何平",
            username="heping",
            password_file=str(password),
            no_input=True,
        )


def three_hundred() -> None:
    """Evaluation 1 at 自评填报, nothing wrong with it: 6 goals, 300 indicators, each with 3,000 characters."""
    from tests import people
    from tests.evaluations import make_evaluation

    make_evaluation(people.make_cast(), facts=_many_rows(goals=6, rows=50, characters=3000))


def three_hundred_of_one_goal() -> None:
    """Evaluation 1 at 自评填报: one goal with 300 indicators, for the grid of its targets."""
    from tests import people
    from tests.evaluations import make_evaluation

    make_evaluation(people.make_cast(), facts=_many_rows(goals=1, rows=300, characters=100))


def after_last_year() -> None:
    """Of one unit: evaluation 1 of 2021, issued; evaluation 2 of 2022, opened at 自评填报 with nothing filled in."""
    from budgets.models import Status
    from reports.demo import founding, last_year_example
    from reports.opening import open_evaluation
    from tests import people
    from tests.evaluations import make_evaluation

    cast, last, now = people.make_cast(), last_year_example(), founding()
    make_evaluation(cast, Status.APPROVED, facts=last, fiscal_year=last.fiscal_year, scope=last.scope)
    open_evaluation(
        department=cast.bureau,
        fiscal_year=now.fiscal_year,
        scope=now.scope,
        layout=now.layout,
        rule_set=now.rule_set,
        status=Status.DRAFT,
        by=cast.admin,
    )


def one_empty_year() -> None:
    """Of the founding document's unit, at 自评填报 with nothing filled in: evaluation 1, of 2022."""
    _empty_years(2022)


def two_empty_years() -> None:
    """Of the founding document's unit, at 自评填报 with nothing filled in: evaluation 1 of 2023, evaluation 2 of 2022."""
    _empty_years(2023, 2022)


def _empty_years(*years: int) -> None:
    from budgets.models import Status
    from reports.demo import founding
    from reports.opening import open_evaluation
    from tests import people

    cast, facts = people.make_cast(), founding()
    for fiscal_year in years:
        open_evaluation(
            department=cast.bureau,
            fiscal_year=fiscal_year,
            scope=facts.scope,
            layout=facts.layout,
            rule_set=facts.rule_set,
            status=Status.DRAFT,
            by=cast.admin,
        )


LONG_NAME = "武汉市蔡甸区城市更新与住房保障和房屋管理综合服务中心（筹建）"


def gallery() -> None:
    """Of one unit with a name of thirty characters: 60 indicators returned, another year submitted, a third approved."""
    from budgets.models import Department, Status
    from reports.moves import Action
    from tests import people
    from tests.evaluations import make_evaluation, walk

    cast = people.make_cast()
    Department.objects.filter(pk=cast.bureau.pk).update(full_name=LONG_NAME, form_name=LONG_NAME[3:])
    cast.bureau.refresh_from_db()
    long = _many_rows(goals=3, rows=20, characters=2000)
    key = long.goals[0].rows[0].key
    returned = make_evaluation(cast, Status.SUBMITTED, facts=long, from_targets=True)
    walk(cast, returned, Action.RETURN, row_comments=[{"key": key, "comment": "请附完成情况的台账。"}])
    make_evaluation(cast, Status.SUBMITTED, facts=long, fiscal_year=2021)
    short = _many_rows(goals=3, rows=20, characters=100)
    make_evaluation(cast, Status.APPROVED, facts=short, fiscal_year=2020)


def _many_rows(*, goals: int, rows: int, characters: int):
    from tests import facts as sample
    from tests.people import key_of

    return sample.make_facts(
        goals=tuple(
            sample.make_goal(
                key_of(goal),
                *(_long_row(sample, key_of(goal * 1000 + row), goal, row, characters) for row in range(1, rows + 1)),
                title=f"提升第{goal}片区公园绿地养护水平",
            )
            for goal in range(1, goals + 1)
        )
    )


def _long_row(sample, key: str, goal: int, row: int, characters: int):
    sentence = f"第{goal}片区第{row}处公园全年养护，每月巡查两次，发现的问题当月处理。"
    return sample.make_row(
        key,
        name=f"养护公园数量（第{goal}片区第{row}处）",
        analysis=(sentence * (characters // len(sentence) + 1))[:characters],
    )


SEEDS = {
    seed.__name__: seed
    for seed in (
        after_last_year,
        contention,
        demonstration,
        founding_to_fill,
        gallery,
        one_empty_year,
        scored_by_level,
        set_up,
        three_hundred,
        three_hundred_of_one_goal,
        two_empty_years,
    )
}

if __name__ == "__main__":
    django.setup()
    SEEDS[sys.argv[1]]()
