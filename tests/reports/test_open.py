"""开通单位: one page that plants the unit, seats its people and opens its year, or writes nothing and says why."""

import re
from dataclasses import replace

import pytest
from django.contrib.auth import authenticate
from django.urls import reverse

from budgets.editing import Refused
from budgets.models import Department, Evaluation, Membership, Role, Status, User
from budgets.rulesets import RULE_SETS
from reports.layouts import LAYOUTS
from reports.models import Event
from reports.opening import NewUnit, Seat, open_unit
from reports.pairing import fitting, misfit
from tests.people import make_cast, make_user


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def admin(client, cast):
    client.force_login(cast.admin)
    return client


def typed(cast, *people, **changes):
    """The form for a new unit with three people, as a browser posts it. people: (user name, name, role)."""
    people = people or (("zhangsan", "张三", "preparer"), ("lisi", "李四", "approver"), ("wangwu", "王五", "preparer"))
    fields = {
        "which": "new",
        "department": "",
        "parent": cast.district.pk,
        "code": "420114-304",
        "full_name": "武汉市蔡甸区水务局",
        "form_name": "蔡甸区水务局",
        "short_name": "区水务局",
        "signs_off": "on",
        "fiscal_year": "2025",
        "scope": "unit",
        "layout": "founding",
        "rule_set": "unscored",
        "status": "targets_draft",
        "people-TOTAL_FORMS": len(people),
        "people-INITIAL_FORMS": 0,
    }
    for row, person in enumerate(people):
        fields |= {
            f"people-{row}-{name}": text for name, text in zip(("username", "full_name", "role"), person, strict=True)
        }
    return {name: value for name, value in (fields | changes).items() if value is not None}


def existing(cast, *people, **changes):
    blank = dict.fromkeys(("parent", "code", "full_name", "form_name", "short_name"), "")
    return typed(
        cast,
        *(people or (("", "", "preparer"),)),
        **blank | {"which": "existing", "department": cast.bureau.pk} | changes,
    )


def written():
    """Everything that this page could have written."""
    return [model.objects.count() for model in (Department, User, Membership, Evaluation, Event)]


def problems(response):
    """The lines of the summary above the form: text and where they lead."""
    page = response.content.decode()
    summary = re.search(r'<div class="error-summary".*?</div>', page, re.DOTALL)
    lines = re.findall(r"<li>(.*?)</li>", summary[0]) if summary else []
    led = [re.fullmatch(r'<a href="(.*?)">(.*)</a>', line) for line in lines]
    return [(match[2], match[1]) if match else (line, "") for line, match in zip(lines, led, strict=True)]


def test_a_new_unit_with_three_people_is_opened_in_one_request(admin, cast):
    response = admin.post(reverse("open_evaluation"), typed(cast))
    unit = Department.objects.get(code="420114-304")
    assert (unit.parent, unit.full_name, unit.form_name, unit.short_name, unit.signs_off) == (
        cast.district,
        "武汉市蔡甸区水务局",
        "蔡甸区水务局",
        "区水务局",
        True,
    )
    assert unit.path == f"{cast.district.path}{unit.pk}/"
    evaluation = unit.evaluations.get()
    assert (evaluation.fiscal_year, evaluation.scope, evaluation.status, evaluation.layout, evaluation.rule_set) == (
        2025,
        "unit",
        Status.TARGETS_DRAFT,
        "founding",
        "unscored",
    )
    assert evaluation.events.get().by == cast.admin
    seats = unit.memberships.order_by("pk").values_list("user__username", "user__full_name", "role")
    assert list(seats) == [
        ("zhangsan", "张三", Role.PREPARER),
        ("lisi", "李四", Role.APPROVER),
        ("wangwu", "王五", Role.PREPARER),
    ]
    passwords = re.findall(r'<code class="first-password">(.*?)</code>', response.content.decode())
    people = [
        authenticate(username=name, password=word)
        for name, word in zip(("zhangsan", "lisi", "wangwu"), passwords, strict=True)
    ]
    assert [person and person.must_change_password for person in people] == [True, True, True]
    assert len(set(passwords)) == 3


def test_first_passwords_are_shown_once_and_kept_nowhere(admin, cast):
    response = admin.post(reverse("open_evaluation"), typed(cast))
    password = re.search(r'<code class="first-password">(.*?)</code>', response.content.decode())[1]
    assert response["Cache-Control"] == "no-store"
    assert password not in str(dict(admin.session))
    pages = [admin.get(address).content.decode() for address in ("/", reverse("open_evaluation"))]
    assert [page for page in pages if password in page] == []


def test_an_existing_unit_gets_a_year_with_the_people_it_has(admin, cast):
    people, units = Membership.objects.count(), Department.objects.count()
    response = admin.post(reverse("open_evaluation"), existing(cast, status="draft", scope="own"))
    evaluation = cast.bureau.evaluations.get()
    assert (evaluation.status, evaluation.scope, evaluation.fiscal_year) == (Status.DRAFT, "own", 2025)
    assert (Membership.objects.count(), Department.objects.count()) == (people, units)
    assert "人员没有变动" in response.content.decode()


def test_an_existing_account_takes_a_role_and_keeps_its_password(admin, cast):
    people = (("outsider", "", "preparer"), ("approver", "", "approver"))
    response = admin.post(reverse("open_evaluation"), typed(cast, *people))
    unit = Department.objects.get(code="420114-304")
    assert set(unit.memberships.values_list("user", "role")) == {
        (cast.outsider.pk, Role.PREPARER),
        (cast.approver.pk, Role.APPROVER),
    }
    assert "first-password" not in response.content.decode()
    assert authenticate(username="outsider", password="perfeval-tests") == cast.outsider


def test_one_person_may_hold_two_roles_and_gets_one_password(admin, cast):
    people = (("zhangsan", "张三", "preparer"), ("zhangsan", "张三", "admin"), ("lisi", "李四", "approver"))
    response = admin.post(reverse("open_evaluation"), typed(cast, *people))
    roles = User.objects.get(username="zhangsan").memberships.order_by("pk").values_list("role", flat=True)
    assert list(roles) == [Role.PREPARER, Role.ADMIN]
    assert response.content.decode().count("first-password") == 2


def test_a_unit_that_does_not_sign_off_needs_no_approver(admin, cast):
    admin.post(reverse("open_evaluation"), typed(cast, ("zhangsan", "张三", "preparer"), signs_off=None))
    assert Department.objects.get(code="420114-304").signs_off is False


NEW_PEOPLE = (("zhangsan", "张三", "preparer"), ("lisi", "李四", "approver"))
FAULTS = {
    "no parent": ({"parent": ""}, "上级单位：请选择上级单位", "#id_parent"),
    "no code": ({"code": " "}, "单位代码：请填写单位代码", "#id_code"),
    "code taken": (
        {"code": "420114-301"},
        "单位代码：单位代码“420114-301”已经有单位使用，请核对",
        "#id_code",
    ),
    "code taken elsewhere": (
        {"code": "420113"},
        "单位代码：单位代码“420113”已经有单位使用，请核对",
        "#id_code",
    ),
    "no full name": ({"full_name": ""}, "全称：请填写单位全称", "#id_full_name"),
    "registered already": (
        {"full_name": "武汉市蔡甸区民政局"},
        "全称：“武汉市蔡甸区民政局”已经登记，请在上面选“已经登记的单位”",
        "#id_full_name",
    ),
    "full name too long for a short one": (
        {"full_name": "水" * 51, "short_name": ""},
        "简称：全称超过 50 个字，请填写简称",
        "#id_short_name",
    ),
    "no year": ({"fiscal_year": ""}, "年度：请填写年度", "#id_fiscal_year"),
    "no number": ({"fiscal_year": "二五"}, "年度：年度请写成四位数字，例如 2025", "#id_fiscal_year"),
    "year too early": ({"fiscal_year": "1999"}, "年度：年度应在 2000 至 2100 之间", "#id_fiscal_year"),
    "no first step": ({"status": None}, "从哪一步开始：请选择从哪一步开始", "#id_status_0"),
    "no kind of unit": ({"which": None}, "为哪个单位开通：请选择是已经登记的单位，还是新单位", "#id_which_0"),
}


@pytest.mark.parametrize(("changes", "sentence", "place"), FAULTS.values(), ids=FAULTS)
def test_each_fault_has_its_sentence_and_writes_nothing(admin, cast, changes, sentence, place):
    before = written()
    response = admin.post(reverse("open_evaluation"), typed(cast, **changes))
    assert problems(response) == [(sentence, place)]
    assert written() == before


def test_the_other_names_of_a_new_unit_are_its_full_name_where_nothing_else_is_said(admin, cast):
    shown = admin.get(reverse("open_evaluation")).content.decode()
    assert shown.count("；不填则用全称") == 2
    admin.post(reverse("open_evaluation"), typed(cast, form_name=" ", short_name=""))
    unit = Department.objects.get(code="420114-304")
    assert (unit.form_name, unit.short_name) == ("武汉市蔡甸区水务局", "武汉市蔡甸区水务局")


def test_where_nobody_could_review_the_unit_the_result_warns_and_leads_to_the_people(admin, cast):
    warning = "还没有审核人能审核这个单位"
    assert warning not in admin.post(reverse("open_evaluation"), typed(cast)).content.decode()
    # Somebody elsewhere, and somebody who has left, cannot.
    User.objects.filter(pk=cast.reviewer.pk).update(is_active=False)
    assert Membership.objects.filter(role=Role.REVIEWER, user__is_active=True).exists()
    shown = admin.post(reverse("open_evaluation"), existing(cast)).content.decode()
    [note] = re.findall(r'<p class="note" id="no-reviewer">(.*?)</p>', shown)
    assert warning in note
    assert f'<a href="{reverse("people")}">单位与人员</a>' in note


PEOPLE_FAULTS = {
    "unknown": (
        (*NEW_PEOPLE, ("wangwu", "", "preparer")),
        "人员第3行，姓名：没有这个用户名的账号。要新建账号，请填写姓名；要用已有账号，请核对用户名",
        "#id_people-2-full_name",
    ),
    "no user name": (
        (*NEW_PEOPLE, ("", "王五", "preparer")),
        "人员第3行，用户名：请填写用户名，用来登录",
        "#id_people-2-username",
    ),
    "unfit user name": (
        (*NEW_PEOPLE, ("wang wu", "王五", "preparer")),
        "人员第3行，用户名：用户名只能由文字、字母、数字和 @ . + - _ 组成，中间没有空格",
        "#id_people-2-username",
    ),
    "no role": ((*NEW_PEOPLE, ("wangwu", "王五", "")), "人员第3行，角色：请选择角色", "#id_people-2-role"),
    "another's user name": (
        (*NEW_PEOPLE, ("outsider", "王五", "preparer")),
        "人员第3行，姓名：这个用户名是刘洋的。如果就是此人，请清空姓名；如果是另一个人，请换一个用户名",
        "#id_people-2-full_name",
    ),
    "of another district": (
        (*NEW_PEOPLE, ("far_reviewer", "", "preparer")),
        "人员第3行，用户名：这个用户名已有其他单位的人使用，请换一个",
        "#id_people-2-username",
    ),
    "twice": (
        (*NEW_PEOPLE, ("zhangsan", "张三", "preparer")),
        "人员第3行，用户名：“zhangsan”的这个角色上面已经填过",
        "#id_people-2-username",
    ),
    "two names": (
        (*NEW_PEOPLE, ("zhangsan", "张三丰", "admin")),
        "人员第3行，姓名：“zhangsan”上面写的姓名是张三，请核对",
        "#id_people-2-full_name",
    ),
    "no preparer": (
        (("lisi", "李四", "approver"),),
        "还没有填报人，没有人能填这份档案。请至少填写一位填报人",
        "#people",
    ),
    "no approver": (
        (("zhangsan", "张三", "preparer"),),
        "这个单位报送前须由单位审核人签署，请填写一位单位审核人",
        "#people",
    ),
    "the same person": (
        (("zhangsan", "张三", "preparer"), ("zhangsan", "张三", "approver")),
        "提交和签署须由不同的人办理，请再填一位填报人或单位审核人",
        "#people",
    ),
}


@pytest.mark.parametrize(("people", "sentence", "place"), PEOPLE_FAULTS.values(), ids=PEOPLE_FAULTS)
def test_each_fault_in_people_has_its_sentence_and_writes_nothing(admin, cast, people, sentence, place):
    before = written()
    response = admin.post(reverse("open_evaluation"), typed(cast, *people))
    assert problems(response) == [(sentence, place)]
    assert written() == before


def test_a_blocked_account_is_no_help(admin, cast):
    User.objects.filter(pk=cast.outsider.pk).update(is_active=False)
    before = written()
    response = admin.post(reverse("open_evaluation"), typed(cast, *NEW_PEOPLE, ("outsider", "", "preparer")))
    assert problems(response) == [
        ("人员第3行，用户名：刘洋的账号已停用，请先恢复，或换一个用户名", "#id_people-2-username")
    ]
    assert written() == before


def test_a_unit_whose_only_preparer_is_deactivated_has_no_preparer(admin, cast):
    User.objects.filter(pk=cast.preparer.pk).update(is_active=False)
    before = written()
    response = admin.post(reverse("open_evaluation"), existing(cast))
    assert problems(response) == [("还没有填报人，没有人能填这份档案。请至少填写一位填报人", "#people")]
    assert written() == before


def test_the_same_year_is_not_opened_twice(admin, cast):
    admin.post(reverse("open_evaluation"), existing(cast))
    before = written()
    response = admin.post(reverse("open_evaluation"), existing(cast))
    assert problems(response) == [
        ("年度：蔡甸区民政局2025年度、范围为“单位”的档案已经开通，不必再开通", "#id_fiscal_year")
    ]
    assert written() == before


def test_everything_typed_stays_when_something_is_wrong(admin, cast):
    page = admin.post(reverse("open_evaluation"), typed(cast, fiscal_year="二五", signs_off=None)).content.decode()
    for value in ("420114-304", "武汉市蔡甸区水务局", "蔡甸区水务局", "区水务局", "二五", "zhangsan", "张三", "wangwu"):
        assert f'value="{value}"' in page
    assert f'<option value="{cast.district.pk}" selected>' in page
    assert re.search(r'value="targets_draft"[^>]*checked', page)
    assert not re.search(r'name="signs_off"[^>]*checked', page)


def test_another_row_is_added_without_judging_or_losing_anything(admin, cast):
    before = written()
    response = admin.post(reverse("open_evaluation"), typed(cast, fiscal_year="", signs_off=None) | {"more": "1"})
    page = response.content.decode()
    assert problems(response) == []
    assert 'name="people-TOTAL_FORMS" value="4"' in page
    assert re.search(r'name="people-3-username"[^>]*autofocus', page)
    for value in ("420114-304", "zhangsan", "王五"):
        assert f'value="{value}"' in page
    assert not re.search(r'name="signs_off"[^>]*checked', page)
    assert written() == before


def test_an_administrator_reaches_only_his_own_subtree(client, cast):
    far_admin = make_user("far_admin", "吴敏", cast.far, Role.ADMIN)
    client.force_login(far_admin)
    before = written()
    page = client.get(reverse("open_evaluation")).content.decode()
    assert ("（420113）" in page, "（420114-301）" in page) == (True, False)
    foreign = "请从列表中选择单位"
    assert problems(client.post(reverse("open_evaluation"), existing(cast))) == [(f"单位：{foreign}", "#id_department")]
    assert problems(client.post(reverse("open_evaluation"), typed(cast))) == [(f"上级单位：{foreign}", "#id_parent")]
    assert written() == before


def test_the_verb_itself_refuses_an_administrator_of_another_district(cast):
    far_admin = make_user("far_admin", "吴敏", cast.far, Role.ADMIN)
    new = NewUnit(cast.district, "420114-304", "武汉市蔡甸区水务局", "蔡甸区水务局", "区水务局", signs_off=False)
    before = written()
    for unit in (cast.bureau, new):
        with pytest.raises(Refused):
            opened(unit, by=far_admin)
    assert written() == before


def opened(unit, *seats, by, **changes):
    usual = {"fiscal_year": 2025, "scope": "unit", "layout": "founding", "rule_set": "unscored", "status": Status.DRAFT}
    return open_unit(unit, seats, by=by, **usual | changes)


def test_what_fails_at_the_end_leaves_nothing_of_the_beginning(cast):
    before = written()
    new = NewUnit(cast.district, "420114-304", "武汉市蔡甸区水务局", "蔡甸区水务局", "区水务局", signs_off=False)
    with pytest.raises(Refused):
        opened(new, Seat("zhangsan", Role.PREPARER, "张三"), by=cast.admin, status=Status.APPROVED)
    assert written() == before


def test_what_was_taken_in_the_same_moment_is_a_sentence(cast):
    before = written()
    taken = NewUnit(cast.district, cast.other.code, "武汉市蔡甸区水务局", "蔡甸区水务局", "区水务局", signs_off=False)
    with pytest.raises(Refused, match="单位代码“420114-302”已经有单位使用"):
        opened(taken, by=cast.admin)
    with pytest.raises(Refused, match="用户名“preparer”已有人使用"):
        opened(cast.bureau, Seat("preparer", Role.PREPARER, "另一个人"), by=cast.admin)
    assert written() == before


def test_nobody_is_seated_to_review_what_he_fills_in(admin, cast):
    before = written()
    response = admin.post(
        reverse("open_evaluation"),
        typed(cast, *NEW_PEOPLE, ("reviewer", "", "preparer"), ("wangwu", "王五", "preparer")),
    )
    assert problems(response) == [("陈静不能既是武汉市蔡甸区水务局的填报人，又审核这个单位。请换一个人。", "")]
    assert written() == before


@pytest.mark.parametrize("who", ["preparer", "contributor", "approver", "reviewer", "outsider", "parent_preparer"])
def test_only_an_administrator_gets_the_page(client, cast, who):
    client.force_login(getattr(cast, who))
    before = written()
    answers = [client.get(reverse("open_evaluation")), client.post(reverse("open_evaluation"), typed(cast))]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert written() == before


def test_the_page_asks_the_same_number_of_queries_however_many_units_there_are(admin, cast, django_assert_num_queries):
    admin.get(reverse("open_evaluation"))
    with django_assert_num_queries(QUERIES):
        admin.get(reverse("open_evaluation"))
    for number in range(3):
        new = NewUnit(
            cast.district, f"new-{number}", f"新单位{number}", f"新单位{number}", f"新单位{number}", signs_off=False
        )
        opened(new, by=cast.admin)
    with django_assert_num_queries(QUERIES):
        admin.get(reverse("open_evaluation"))


QUERIES = 6


# ---- rule set and form


def options(page, name):
    """The groups of a select, each with the values that it offers."""
    select = re.search(rf'<select name="{name}".*?</select>', page, re.DOTALL)[0]
    groups = re.findall(r'<optgroup label="(.*?)">(.*?)</optgroup>', select, re.DOTALL)
    return {label: re.findall(r'<option value="(.*?)"', inside) for label, inside in groups}


def test_rule_sets_and_forms_are_offered_by_whether_they_give_points(admin):
    page = admin.get(reverse("open_evaluation")).content.decode()

    assert options(page, "rule_set") == {
        label: [rules.name for rules in RULE_SETS.values() if rules.scored is scored]
        for label, scored in (("不计分", False), ("计分", True))
    }
    assert options(page, "layout") == {
        label: [layout.name for layout in LAYOUTS.values() if layout.scored is scored]
        for label, scored in (("配不计分的规则", False), ("配计分的规则", True))
    }


@pytest.mark.parametrize("rules", RULE_SETS.values(), ids=lambda rules: rules.name)
def test_a_form_that_nobody_chose_follows_the_rule_set(admin, cast, rules):
    response = admin.post(reverse("open_evaluation"), existing(cast, layout="", rule_set=rules.name))

    assert problems(response) == []
    evaluation = Evaluation.objects.get()
    assert (evaluation.rule_set, evaluation.layout) == (rules.name, fitting(rules)[0].name)
    assert LAYOUTS[evaluation.layout].scored == rules.scored


def selected(page, name):
    select = re.search(rf'<select name="{name}".*?</select>', page, re.DOTALL)[0]
    return re.findall(r'<option value="([^"]*)" selected>', select)


def open_year(admin, fields, **changes):
    response = admin.post(reverse("open_evaluation"), fields | changes)
    assert problems(response) == []
    return Evaluation.objects.get(fiscal_year=changes["fiscal_year"])


def test_a_form_that_nobody_chose_is_that_of_the_year_before(admin, cast):
    open_year(admin, existing(cast, rule_set="hubei"), layout="founding-signed", fiscal_year="2023")

    assert open_year(admin, existing(cast, rule_set="hubei"), layout="", fiscal_year="2024").layout == "founding-signed"
    assert open_year(admin, existing(cast), layout="", fiscal_year="2025").layout == "founding"


def test_a_new_unit_takes_no_form_from_one_that_was_chosen_before_it(admin, cast):
    open_year(admin, existing(cast, rule_set="hubei"), layout="founding-signed", fiscal_year="2023")

    evaluation = open_year(
        admin, typed(cast, department=cast.bureau.pk, rule_set="hubei"), layout="", fiscal_year="2024"
    )

    assert (evaluation.department.code, evaluation.layout) == ("420114-304", "founding-scored")


def test_a_link_brings_the_rules_of_the_year_before(admin, cast):
    open_year(admin, existing(cast, rule_set="hubei"), layout="founding-signed", fiscal_year="2023")

    page = admin.get(reverse("open_evaluation"), {"unit": cast.bureau.pk, "year": "2024"}).content.decode()

    assert (selected(page, "department"), selected(page, "rule_set")) == ([str(cast.bureau.pk)], ["hubei"])


def test_a_link_with_a_number_that_no_unit_can_have_opens_the_empty_page(admin):
    page = admin.get(reverse("open_evaluation"), {"unit": "9" * 30}).content.decode()

    assert (selected(page, "department"), selected(page, "rule_set")) == ([], [])


@pytest.mark.parametrize("rules", RULE_SETS.values(), ids=lambda rules: rules.name)
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=lambda layout: layout.name)
def test_every_pair_is_taken_or_refused_at_the_field(admin, cast, rules, layout):
    before = written()

    response = admin.post(reverse("open_evaluation"), existing(cast, layout=layout.name, rule_set=rules.name))

    if layout.scored == rules.scored:
        assert problems(response) == []
        assert Evaluation.objects.values_list("rule_set", "layout").get() == (rules.name, layout.name)
    else:
        assert problems(response) == [(f"自评表版式：{misfit(layout, rules)}", "#id_layout")]
        assert written() == before


def test_a_pair_that_does_not_fit_is_refused_with_what_fits():
    founding, scored = LAYOUTS["founding"], LAYOUTS["founding-scored"]
    assert misfit(scored, RULE_SETS["unscored"]) == (
        f"评价规则“不计分（部门整体绩效自评）”不计分，这个版式的得分栏会空着，请改用“{founding.title}”"
    )
    assert misfit(founding, RULE_SETS["hubei"]).startswith(
        f"评价规则“湖北省（百分制）”计分，这个版式没有得分栏，请改用“{scored.title}”"
    )
    assert (misfit(founding, RULE_SETS["unscored"]), misfit(scored, RULE_SETS["hubei"])) == ("", "")


def test_the_form_made_for_a_rule_set_is_its_first():
    founding, scored = LAYOUTS["founding"], LAYOUTS["founding-scored"]
    theirs = replace(scored, name="theirs", made_for=("sichuan",))
    ours = replace(scored, name="ours", made_for=("hubei",))

    found = fitting(RULE_SETS["hubei"], (founding, theirs, scored, ours))

    assert [layout.name for layout in found] == ["ours", "founding-scored", "theirs"]


def test_the_verb_itself_refuses_a_pair_that_does_not_fit(cast):
    before = written()
    with pytest.raises(Refused, match="没有得分栏"):
        opened(cast.bureau, Seat("preparer", Role.PREPARER), by=cast.admin, rule_set="hubei")
    assert written() == before


def test_a_rule_set_that_does_not_exist_is_no_pair(admin, cast):
    before = written()
    response = admin.post(reverse("open_evaluation"), existing(cast, layout="", rule_set="mars"))
    assert [url for _, url in problems(response)] == ["#id_rule_set"]
    assert written() == before
