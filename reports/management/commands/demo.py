"""Loads the demonstration: units, people, and four evaluations that walked the real workflow to where they stand.

What is there already stays as it is; each evaluation is loaded whole or not at all.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from budgets import departments
from budgets.editing import Refused
from budgets.models import Department, Evaluation, Membership, Role, Status, User
from indicators.answers import Said, answer_warnings
from indicators.assignments import assign
from indicators.facts import Facts
from indicators.gather import store
from reports.checking import check_now
from reports.demo import approved_example, founding, founding_mended, opened_example, scored_example
from reports.moves import Action
from reports.opening import open_evaluation
from reports.renderers.measure import width
from reports.workflow import perform

PASSWORD = "perfeval-demo"  # noqa: S105 public on purpose: it opens the demonstration alone


@dataclass(frozen=True)
class Unit:
    """parent: the code of the unit above, "" for the root of a district."""

    code: str
    parent: str
    full_name: str
    form_name: str
    short_name: str
    signs_off: bool = False


@dataclass(frozen=True)
class Person:
    username: str
    full_name: str
    role: Role
    units: tuple[str, ...]


_DISTRICT, _OFFICE, _CIVIL, _JUSTICE, _VETERANS = "420114", "420114-300", "420114-301", "420114-302", "420114-303"
_FAR = "420113"

UNITS = (
    Unit(_DISTRICT, "", "武汉市蔡甸区财政局", "蔡甸区财政局", "区财政局"),
    Unit(_OFFICE, _DISTRICT, "武汉市蔡甸区人民政府办公室", "蔡甸区人民政府办公室", "区政府办"),
    Unit(_CIVIL, _OFFICE, "武汉市蔡甸区民政局", "蔡甸区民政局", "区民政局", signs_off=True),
    Unit(_JUSTICE, _DISTRICT, "武汉市蔡甸区司法局", "蔡甸区司法局", "区司法局"),
    Unit(_VETERANS, _DISTRICT, "武汉市蔡甸区退役军人事务局", "蔡甸区退役军人事务局", "区退役军人事务局"),
    Unit(_FAR, "", "武汉市汉南区财政局", "汉南区财政局", "汉南区财政局"),
)
PEOPLE = (
    Person("preparer", "王芳", Role.PREPARER, (_CIVIL,)),
    Person("contributor", "何平", Role.CONTRIBUTOR, (_CIVIL,)),
    Person("approver", "李建国", Role.APPROVER, (_CIVIL,)),
    Person("parent_preparer", "孙丽", Role.PREPARER, (_OFFICE,)),
    Person("outsider", "刘洋", Role.PREPARER, (_JUSTICE, _VETERANS)),
    Person("reviewer", "陈静", Role.REVIEWER, (_DISTRICT,)),
    Person("admin", "赵敏", Role.ADMIN, (_DISTRICT,)),
    Person("far_reviewer", "周涛", Role.REVIEWER, (_FAR,)),
)

_RETURN_REASON = (
    "请核对三处后重新报送：一是执行率口径需说明，自评表备注按年初预算数，表内按调整后预算数；"
    "二是“新增家庭养老床位”等指标的计量单位前后要一致；三是数值与目标差距大的指标，请核实目标值是否合理。"
)
_ROW_COMMENTS = {
    "建设社区工作服务室": "目标17个、完成58个，请核实完成数，并附建成名单。",
    "开展居家养老上门服务人数": "请说明526人是人数还是人次，与服务台账核对。",
    "新增家庭养老床位": "批复的目标写作100个，这里写作100张，请与批复核对。",
}
# By the code of the warning.
_NOTES = {
    "basis-differs-from-note": "年中预算经批准调整，执行率按调整后预算数计算；超过年初预算数的部分由年中追加的财政拨款安排。",
}


class Command(BaseCommand):
    help = "装入演示数据：单位、人员和四份处于不同状态的绩效档案；已有的不改动"

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError(
                "演示数据带有公开的密码，只能装入演示环境。请设置 DEMO=1 后再运行；正式环境请用 manage.py setup。"
            )
        with transaction.atomic():
            for unit in UNITS:
                _plant(unit)
            for person in PEOPLE:
                _seat(person)
        loaded = [self._load(walk) for walk in (_returned, _approved, _opened, _scored)]
        self.stdout.write("已装入演示数据。" if any(loaded) else "演示数据已经在，没有改动。")
        self._tell_accounts()

    def _load(self, walk) -> bool:
        try:
            with transaction.atomic():
                return walk(self)
        except Refused as refused:
            raise CommandError(f"演示数据没有装入：{refused}") from refused

    def _tell_accounts(self) -> None:
        names = {unit.code: unit.form_name for unit in UNITS}
        rows = [("账号", "姓名", "角色", "单位")]
        rows += [(p.username, p.full_name, p.role.label, "、".join(names[code] for code in p.units)) for p in PEOPLE]
        wide = [max(width(row[column]) for row in rows) for column in range(4)]
        self.stdout.write(f"演示账号（密码都是 {PASSWORD}）：")
        for row in rows:
            cells = [cell + " " * int(wide[column] - width(cell)) for column, cell in enumerate(row)]
            self.stdout.write("  " + "  ".join(cells).rstrip())


def _plant(unit: Unit) -> None:
    if Department.objects.filter(code=unit.code).exists():
        return
    departments.plant(
        parent=Department.objects.get(code=unit.parent) if unit.parent else None,
        code=unit.code,
        full_name=unit.full_name,
        form_name=unit.form_name,
        short_name=unit.short_name,
        signs_off=unit.signs_off,
    )


def _seat(person: Person) -> None:
    if User.objects.filter(username=person.username).exists():
        return
    user = User.objects.create_user(person.username, password=PASSWORD, full_name=person.full_name)
    for code in person.units:
        Membership.objects.create(user=user, department=Department.objects.get(code=code), role=person.role)


def _user(username: str) -> User:
    return User.objects.get(username=username)


def _open(facts: Facts, status: Status) -> Evaluation | None:
    """A new evaluation for these facts, still empty; None where there is one already."""
    department = Department.objects.get(code=facts.department.code)
    # Two starts at once wait for each other here.
    Department.objects.select_for_update(no_key=True).get(pk=department.pk)
    if department.evaluations.filter(fiscal_year=facts.fiscal_year, scope=facts.scope).exists():
        return None
    return open_evaluation(
        department=department,
        fiscal_year=facts.fiscal_year,
        scope=facts.scope,
        layout=facts.layout,
        rule_set=facts.rule_set,
        status=status,
        by=_user("admin"),
    )


def _fill(evaluation: Evaluation, facts: Facts, *, by: str) -> None:
    if unsaved := store(facts, _again(evaluation), by=_user(by)):
        raise CommandError(f"演示数据有 {len(unsaved)} 处存不进去：{unsaved[0].message}")


def _answer(evaluation: Evaluation, *, by: str) -> None:
    """What the person who submits says of the warnings."""
    present = _again(evaluation)
    said = [Said(finding.answer, _NOTES[finding.code]) for finding in check_now(present) if finding.level == "warning"]
    if not_taken := answer_warnings(present, said, by=_user(by), check=check_now):
        raise CommandError(f"演示数据有 {len(not_taken)} 条提醒没有答复：{not_taken[0].sentence}")


def _move(evaluation: Evaluation, action: Action, by: str, **more) -> None:
    present = _again(evaluation)
    perform(action, present, by=_user(by), seen=present.revision, **more)


def _again(evaluation: Evaluation) -> Evaluation:
    return Evaluation.objects.select_related("department", "edited_by").get(pk=evaluation.pk)


def _returned(command: Command) -> bool:
    """Submitted, signed and returned on a mended copy; then the published values, typed as they were printed."""
    mended = founding_mended()
    evaluation = _open(mended, Status.DRAFT)
    if evaluation is None:
        return False
    _fill(evaluation, mended, by="preparer")
    _move(evaluation, Action.SUBMIT, "preparer")
    _move(
        evaluation,
        Action.SIGN,
        "approver",
        answers={"signed_name": _user("approver").full_name, "signed_on": "2023-03-15"},
    )
    comments = [
        {"key": row.key, "comment": _ROW_COMMENTS[row.name]} for _, row in mended.rows() if row.name in _ROW_COMMENTS
    ]
    _move(evaluation, Action.RETURN, "reviewer", comment=_RETURN_REASON, row_comments=comments)
    _fill(evaluation, founding(), by="preparer")
    second = evaluation.goals.all()[1]
    assign(_again(evaluation), add=[(str(second.key), _user("contributor").pk)], remove=[], by=_user("preparer"))
    return True


def _approved(command: Command) -> bool:
    facts = approved_example()
    evaluation = _open(facts, Status.DRAFT)
    if evaluation is None:
        return False
    _fill(evaluation, facts, by="outsider")
    _answer(evaluation, by="outsider")
    _move(evaluation, Action.SUBMIT, "outsider")
    try:
        _move(evaluation, Action.APPROVE, "reviewer")
    except Refused as refused:
        # A machine that cannot print still shows everything else.
        command.stderr.write(f"{evaluation} 停在“自评待审”，没有审核通过。{refused}")
    return True


def _opened(command: Command) -> bool:
    return _open(opened_example(), Status.TARGETS_DRAFT) is not None


def _scored(command: Command) -> bool:
    """A draft with points, filled in and not submitted yet."""
    facts = scored_example()
    evaluation = _open(facts, Status.DRAFT)
    if evaluation is None:
        return False
    _fill(evaluation, facts, by="preparer")
    return True
