"""Fills a scratch database for a server process: `python -m tests.seeds NAME`."""

import sys

import django


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


SEEDS = {seed.__name__: seed for seed in (contention,)}

if __name__ == "__main__":
    django.setup()
    SEEDS[sys.argv[1]]()
