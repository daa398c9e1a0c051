"""The demonstration: who and what is there after `manage.py demo`, however often and from wherever it is run."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from budgets.models import Department, Evaluation, Membership, Role, Status, User
from budgets.rulesets import RULE_SETS
from indicators.facts import as_json
from indicators.gather import gather
from indicators.scoring import score
from indicators.validation import validate
from reports.demo import approved_example, founding, founding_mended, opened_example, scored_example
from reports.layouts import LAYOUTS
from reports.management.commands import demo
from reports.models import Event, IssuedFile
from reports.moves import Action
from reports.readable import facts_for

ACCOUNTS = {
    "preparer": {("武汉市蔡甸区民政局", Role.PREPARER)},
    "contributor": {("武汉市蔡甸区民政局", Role.CONTRIBUTOR)},
    "approver": {("武汉市蔡甸区民政局", Role.APPROVER)},
    "parent_preparer": {("武汉市蔡甸区人民政府办公室", Role.PREPARER)},
    "outsider": {("武汉市蔡甸区司法局", Role.PREPARER), ("武汉市蔡甸区退役军人事务局", Role.PREPARER)},
    "reviewer": {("武汉市蔡甸区财政局", Role.REVIEWER)},
    "admin": {("武汉市蔡甸区财政局", Role.ADMIN)},
    "far_reviewer": {("武汉市汉南区财政局", Role.REVIEWER)},
}
MODELS = (Department, User, Membership, Evaluation, Event, IssuedFile)


@pytest.fixture
def in_a_demonstration(db, settings):
    settings.DEMO = True


def load():
    output = StringIO()
    call_command("demo", stdout=output, stderr=output)
    return output.getvalue()


def stored():
    """Every row of everything that the demonstration consists of, and the facts of its evaluations."""
    rows = {model.__name__: list(model.objects.order_by("pk").values()) for model in MODELS}
    return rows, [as_json(gather(evaluation)) for evaluation in Evaluation.objects.order_by("pk")]


def evaluation_of(code, year=2022):
    return Evaluation.objects.select_related("department").get(department__code=code, fiscal_year=year)


def test_demo_refuses_to_run_elsewhere(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="只能装入演示环境"):
        load()
    assert (Department.objects.count(), User.objects.count()) == (0, 0)


def test_demo_loads_everything_and_a_second_time_changes_nothing(in_a_demonstration, client):
    told = load()
    accounts = {user.username: {(m.department.full_name, m.role) for m in user.roles} for user in User.objects.all()}
    assert accounts == ACCOUNTS
    assert [name for name in ACCOUNTS if authenticate(username=name, password="perfeval-demo") is None] == []
    assert [name for name in (*ACCOUNTS, "perfeval-demo") if name not in told] == []
    assert Department.objects.get(code="420114-301").parent.full_name == "武汉市蔡甸区人民政府办公室"

    returned = evaluation_of("420114-301")
    assert (returned.status, gather(returned)) == (Status.DRAFT, founding())
    events = list(returned.events.all())
    assert [(event.action, event.by.username) for event in events] == [
        (Action.OPEN, "admin"),
        (Action.SUBMIT, "preparer"),
        (Action.SIGN, "approver"),
        (Action.RETURN, "reviewer"),
    ]
    assert [event.facts for event in events[1:3]] == [as_json(founding_mended())] * 2
    assert [comment["name"] for comment in returned.events.last().row_comments] == [
        "新增家庭养老床位",
        "开展居家养老上门服务人数",
        "建设社区工作服务室",
    ]
    assert [(one.goal.title, one.user.username, one.done_at) for one in returned.assignments.all()] == [
        ("加强未成年人保护工作，推进未成年人保护工作站建设", "contributor", None)
    ]
    reviewer = User.objects.get(username="reviewer")
    assert facts_for(returned, reviewer) == founding_mended()
    client.force_login(User.objects.get(username="preparer"))
    assert client.get(f"/evaluations/{returned.pk}/data.json").json() == as_json(founding())

    approved = evaluation_of("420114-302")
    assert (approved.status, facts_for(approved, reviewer)) == (Status.APPROVED, approved_example())
    report = approved.issued_reports.get()
    assert report.files.count() == 6
    assert [(said["code"], said["by"]) for said in report.answers] == [("basis-differs-from-note", "刘洋")]
    assert report.answers[0]["note"].startswith("年中预算经批准调整")
    opened = evaluation_of("420114-303")
    assert (opened.status, gather(opened)) == (Status.TARGETS_DRAFT, opened_example())
    scored = evaluation_of("420114-301", 2021)
    assert (scored.status, gather(scored)) == (Status.DRAFT, scored_example())

    before = stored()
    assert "没有改动" in load()
    assert stored() == before


def test_demo_goes_on_where_it_was_interrupted_and_leaves_what_is_there(in_a_demonstration, monkeypatch):
    def interrupted(command):
        demo._opened(command)
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(demo, "_approved", interrupted)
        with pytest.raises(KeyboardInterrupt):
            load()
    assert list(Evaluation.objects.values_list("department__code", flat=True)) == ["420114-301"]
    User.objects.filter(username="preparer").update(full_name="改过的姓名")
    Evaluation.objects.update(execution_note="改过的说明")
    load()
    assert User.objects.get(username="preparer").full_name == "改过的姓名"
    assert evaluation_of("420114-301").execution_note == "改过的说明"
    loaded = Evaluation.objects.values_list("department__code", "fiscal_year", "status").order_by("pk")
    assert list(loaded) == [
        ("420114-301", 2022, Status.DRAFT),
        ("420114-302", 2022, Status.APPROVED),
        ("420114-303", 2022, Status.TARGETS_DRAFT),
        ("420114-301", 2021, Status.DRAFT),
    ]


def test_demo_on_a_machine_that_cannot_print_stops_before_approval_and_says_so(in_a_demonstration, monkeypatch):
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    told = load()
    assert evaluation_of("420114-302").status == Status.SUBMITTED
    assert evaluation_of("420114-303").status == Status.TARGETS_DRAFT
    assert "停在“自评待审”" in told
    assert "缺少中文字体" in told


@pytest.mark.parametrize("facts", [founding_mended(), approved_example(), opened_example(), scored_example()])
def test_no_text_of_the_demonstration_says_the_year_twice(facts):
    assert "年度年度" not in str(as_json(facts))


def test_the_scored_example_can_be_submitted_and_says_what_it_came_to():
    facts = scored_example()
    rules = RULE_SETS[facts.rule_set]
    assert validate(facts, rules, LAYOUTS[facts.layout], stage="results", today=date(2022, 3, 20)) == ()
    found = score(facts, rules)
    assert (len(found.rows), len(found.goals), found.indicators.weight) == (12, 3, Decimal(80))
    assert (found.execution.points, found.indicators.points, found.total, found.grade) == (
        Decimal("19.12"),
        Decimal("77.20"),
        Decimal("96.32"),
        "优",
    )
    assert [row.name for _, row in facts.rows() if row.deviation_reason and row.improvement] == ["新增社区养老服务设施"]
    assert {row.name: (row.tier, row.score) for _, row in facts.rows() if row.nature == "qualitative"} == {
        "困难群众基本生活保障水平": ("", None),
        "居家养老服务管理制度": ("reached", Decimal("7.20")),
    }
