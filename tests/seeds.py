"""Fills a scratch database for a server process: `python -m tests.seeds NAME`."""

import sys

import django


def contention() -> None:
    """Evaluation 1 at 自评填报, complete, with 20 indicators whose 完成情况分析 differ; a second reviewer."""
    from budgets.models import Department, Role
    from tests import people
    from tests.facts import make_complete_facts

    cast = people.make_cast()
    Department.objects.filter(pk=cast.bureau.pk).update(signs_off=False)
    people.make_user("second_reviewer", "郑凯", cast.district, Role.REVIEWER)
    people.make_evaluation_at_draft(cast, facts=make_complete_facts(indicators=20))


SEEDS = {seed.__name__: seed for seed in (contention,)}

if __name__ == "__main__":
    django.setup()
    SEEDS[sys.argv[1]]()
