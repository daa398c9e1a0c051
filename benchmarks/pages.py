"""The page of results against one written by hand for this purpose alone: `python -m benchmarks.pages`, 60 and 300 rows.

Both stand in the same frame and say the same of the same evaluation; by hand (results_by_hand.html) there are no cells
that know what was typed, no choice of widgets, no closed doors. Fastest of alternating rounds in the processor's time.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import process_time

ROUNDS = 25
BY_HAND = "by-hand/<int:pk>/"
Work = Callable[[], object]


def prepare_django(folder: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ["TEST_DATABASE_URL"] = f"sqlite:///{folder / 'benchmark.sqlite3'}"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.urls import path

    from perfeval import urls

    call_command("migrate", verbosity=0)
    urls.urlpatterns.append(path(BY_HAND, view_by_hand()))
    assert urls.__name__ == settings.ROOT_URLCONF


def view_by_hand():
    from django.http import HttpResponse

    from budgets.permissions import Permission, guarded
    from indicators.views.goals import evaluations

    template = template_by_hand()

    @guarded(Permission.FILL, evaluations)
    def view(request, evaluation):
        return HttpResponse(template.render(context_by_hand(evaluation), request))

    return view


def template_by_hand():
    from django.template import engines

    return engines["django"].from_string((Path(__file__).parent / "results_by_hand.html").read_text())


def context_by_hand(evaluation) -> dict:
    from indicators.views.lines import told_of

    rows = list(evaluation.indicators.all())
    told = told_of(evaluation, rows, reads_analysis=False)
    of_goal = {}
    for row in rows:
        of_goal.setdefault(row.goal_id, []).append((row, told[str(row.key)]))
    goals = [(goal, "\n".join(goal.achievement), of_goal.get(goal.pk, [])) for goal in evaluation.goals.all()]
    return {"evaluation": evaluation, "active_step": "results", "goals": goals, "count": len(rows)}


def make(cast, count: int, year: int):
    """The published rows over and over, as they were filled in, twenty to a goal."""
    from indicators.facts import GoalFacts
    from reports.demo import founding
    from tests import people

    facts = founding()
    models = [row for _, row in facts.rows()]
    rows = [
        replace(models[number % len(models)], key=people.key_of(year * 1000 + number), name=f"{one.name}（{number}）")
        for number in range(count)
        for one in [models[number % len(models)]]
    ]
    goals = tuple(
        GoalFacts(
            people.key_of(year * 10_000_000 + start), f"目标{start // 20 + 1}", rows=tuple(rows[start : start + 20])
        )
        for start in range(0, count, 20)
    )
    return people.make_evaluation_at_draft(cast, facts=replace(facts, goals=goals, fiscal_year=year))


def fastest(contestants: dict[str, Work]) -> dict[str, float]:
    """Seconds. Each round runs everybody once, so that what else the machine does meets them alike."""
    best = dict.fromkeys(contestants, float("inf"))
    for _ in range(ROUNDS):
        for name, work in contestants.items():
            start = process_time()
            work()
            best[name] = min(best[name], process_time() - start)
    return best


def compare(client, user, evaluation, count: int) -> None:
    from django.db import connection
    from django.template.loader import get_template
    from django.test import RequestFactory
    from django.test.utils import CaptureQueriesContext

    from budgets.saving import Attempt
    from indicators.views.results import page

    addresses = {"application": f"/evaluations/{evaluation.pk}/results/", "by hand": f"/by-hand/{evaluation.pk}/"}
    whole = {name: lambda address=address: client.get(address) for name, address in addresses.items()}
    sizes, queries = {}, {}
    for name, work in whole.items():
        with CaptureQueriesContext(connection) as asked:
            answer = work()
        assert answer.status_code == 200, answer.status_code
        assert answer.content.count(b'<tr class="grid-row" ') == count, "a row is missing"
        sizes[name], queries[name] = len(answer.content), len(asked)
    request = RequestFactory().get(addresses["application"])
    request.user, request.htmx = user, False
    ours, theirs = get_template("indicators/results.html"), template_by_hand()
    shown, plain = page(evaluation, Attempt()), context_by_hand(evaluation)
    # The frame is asked once and kept with the evaluation: what remains is the rows.
    rendering = {
        "application": lambda: ours.render(shown, request),
        "by hand": lambda: theirs.render(plain, request),
    }
    for title, contestants in {"whole answer": whole, "template alone": rendering}.items():
        seconds = fastest(contestants)
        ratio = seconds["application"] / seconds["by hand"]
        taken = ", ".join(f"{name} {value * 1000:.1f} ms" for name, value in seconds.items())
        print(f"{count:4} rows, {title}: {taken}, ratio {ratio:.2f}")
    print(f"{count:4} rows, bytes {sizes}, queries {queries}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        prepare_django(Path(folder))
        from django.test import Client

        from tests import people

        cast, client = people.make_cast(), Client()
        client.force_login(cast.preparer)
        for count, year in ((60, 2021), (300, 2022)):
            compare(client, cast.preparer, make(cast, count, year), count)


if __name__ == "__main__":
    sys.exit(main())
