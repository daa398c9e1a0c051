"""Whose document it is: a department has three names, and a sign that is another makes it none of them."""

import re
from collections.abc import Iterable, Iterator

from indicators.claims import SECTION_NAMES, Claim, Contradiction, once
from indicators.facts import Facts, Place
from indicators.findings import Finding
from indicators.values.plain import plain, words_of

# Fewer signs are alike by chance.
_SHORTEST = 4
# 区财政局 is 区民政局 but for a sign, and an office of its own.
_OFFICES = frozenset(
    [
        "财政",
        "审计",
        "人社",
        "教育",
        "卫健",
        "民政",
        "司法",
        "公安",
        "水务",
        "水利",
        "农业",
        "城管",
        "住建",
        "交通",
        "应急",
        "文旅",
        "统计",
        "税务",
        "林业",
        "体育",
        "医保",
        "商务",
        "科技",
        "信访",
        "档案",
        "发改",
        "经信",
        "市场监管",
        "自然资源",
        "生态环境",
        "退役军人",
        "行政审批",
        "园林",
        "房管",
        "环保",
        "国资",
        "气象",
        "地震",
        "机关事务",
        "政务",
        "政数",
        "文化",
        "旅游",
        "民宗",
        "招商",
        "粮食",
        "物价",
        "供销",
        "城建",
        "规划",
        "国土",
        "公路",
        "邮政",
        "消防",
        "残联",
        "妇联",
        "工会",
        "团委",
        "宣传",
        "组织",
        "统战",
        "编办",
        "政法",
        "纪委",
        "监委",
        "政府办",
        "法院",
        "检察",
    ]
)
_SAID_OF_ITSELF = {"department_titled", "department_called"}
# 市乡村振兴局 is another level's office, and has the same name but for it.
_LEVELS = frozenset("国省市区县州盟旗镇乡")
# At least two signs say which region it is.
_OF_A_REGION = re.compile("(?P<region>.{1,12}[省市区县州盟旗])(?P<office>.{2,6}?)(?P<kind>局|委员会|委|办公室|厅)")
_REGION = 3


def department(facts: Facts, claims: Iterable[Claim]) -> Iterator[Contradiction]:
    """One finding, with all places that call it otherwise."""
    names = [facts.department.full_name, facts.department.form_name, facts.department.short_name]
    known = [words_of(plain(name)) for name in names if name.strip()]
    if not known:
        return
    # A name in the form's head that is nearly the full one's end was typed wrong there, or is of another form.
    full, *others = known
    known = [full, *(name for name in others if not _is_nearly(name, full) and not _is_another_office(name, full))]
    claims = tuple(claims)
    odd = [claim for claim in claims if _is_odd(claim, known)]
    if not odd:
        return
    told = "、".join(dict.fromkeys(f"“{one.value}”（{SECTION_NAMES[one.excerpt.section]}）" for one in odd))
    message = f"单位名称前后不一：{told}与“{facts.department.full_name}”不是同一个名称，请核对。"
    place = Place("budget", "evaluation", "department")
    finding = Finding("department-differs", "warning", message, place, tuple(one.value for one in odd))
    same = [one.excerpt for one in claims if one.subject == "department" and one not in odd]
    yield Contradiction(finding, once([*(one.excerpt for one in odd), *same[:1]]))


def _is_odd(claim: Claim, known: list[str]) -> bool:
    name = words_of(plain(claim.value))
    if claim.subject == "department":
        if "主管" in claim.excerpt.text and _is_nearly(name, known[0]):
            # 主管部门 is another, and may well be called almost so.
            return False
        return not _is_known(name, known) or _is_mistaken(claim, known[0])
    if claim.subject not in _SAID_OF_ITSELF or any(name in one for one in known):
        return False
    near = [one for one in known if _is_nearly(name, one)]
    if claim.subject == "department_titled":
        return bool(near) or _is_another_office(name, known[0])
    is_office = any(office in name for office in _OFFICES)
    return any(not _is_of_another_level(name, one) for one in near) and not is_office


def _is_another_office(name: str, full: str) -> bool:
    """江夏区水务局 in the title, and 江夏区城管局 in the form. Forms are handed out by 财政局, whose name may stand there."""
    match = _OF_A_REGION.fullmatch(full)
    if match is None or match["office"] not in _OFFICES:
        return False
    region, kind = match["region"][-_REGION:], match["kind"]
    others = (office for office in _OFFICES - {match["office"], "财政"} if name.endswith(f"{region}{office}{kind}"))
    return next(others, None) is not None


def _is_of_another_level(name: str, full: str) -> bool:
    return any({one, other} <= _LEVELS for one, other in zip(name, full[-len(name) :], strict=True) if one != other)


def _is_known(name: str, known: list[str]) -> bool:
    return any(name == one or name in one or one in name for one in known)


def _is_mistaken(claim: Claim, full: str) -> bool:
    """浏阳县林业局 for 浏阳市林业局."""
    name = words_of(plain(claim.value))
    return len(name) == len(full) and _is_nearly(name, full)


def _is_nearly(name: str, full: str) -> bool:
    """The end of the full name, but for one sign."""
    if not _SHORTEST <= len(name) <= len(full):
        return False
    return sum(one != other for one, other in zip(name, full[-len(name) :], strict=True)) == 1


CHECKS = (department,)
