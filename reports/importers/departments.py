"""Whose self-evaluation it is and of which year, as titles, heads and the first sentence say it."""

import itertools
import re
from collections import Counter
from datetime import date

from budgets.text import narrow
from indicators.facts import DepartmentNames
from reports.importers.found import Tables
from reports.importers.labels import head_field
from reports.importers.outline import Outline

_SCOPE = re.compile(r"\s*[（(]\s*(本级|汇总|机关|机关本级)\s*[)）]\s*$")
_SEAL = re.compile(r"\s*[（(]\s*(?:加盖|单位)?(?:盖章|公章|章|签章)\s*[)）]\s*$")
_CODE = re.compile(r"^\d[\d-]*\s*(?=\D)")
_SHORT = re.compile(
    r"(?P<full>[^\s，。；、：:（()）“”\"]{4,40})[（(](?:以下|下文)?简称(?:为)?\s*[：:]?\s*[“\"‘']?(?P<short>[^”\"’'（()）]{2,20})[”\"’']?[)）]"
)
_NAME = re.compile(
    r"[^\s，。；：:]{2,40}(?:局|委员会|委|办公室|办|厅|部|院|会|中心|处|所|政府|学校|中学|小学|大学|站|队|馆|社|园|街道|联合会|法院|检察院|公司)"
)
_FORM_TITLE = re.compile(
    r"(?:(?:19|20)\d\d\s*年(?:度)?)?\s*(?P<name>(?!附[件表])[^\s，。；：:]{2,40}?)\s*(?:20\d\d\s*年(?:度)?)?(?:部门|单位)?(?:整体|预算)(?:支出)?(?:预算)?绩效自评(?:表|结果|报告|情况)"
)
_ACCOUNT_TITLE = re.compile(
    r"(?:(?:19|20)\d\d\s*年(?:度)?)?\s*(?P<name>[^\s，。；：:\d]{4,40}?)\s*(?:20\d\d\s*年(?:度)?)?(?:部门|单位)决算(?:公开|报告|说明|情况)?"
)
_ONLY_YEAR = re.compile(r"20\d\d\s*年(?:度)?")
_TITLE_LINES, _LONGEST_TITLE = 6, 60
# A whole date says when something was written or published.
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年(?!\s*\d{1,2}\s*月)")
_IMPRINT = re.compile(
    r"(?:填报|填表|联系|报告|编制|上报|制表|审核|单位|部门|财务)(?:人|日期|时间|电话|方式|负责人|单位)\s*(?:及电话)?\s*[（(:：]"
)
_FILED = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:年|[./\-—])\s*(\d{1,2})\s*(?:月|[./\-—])\s*(\d{1,2})\s*日?(?!\d)")


def names_of(outline: Outline, tables: Tables) -> DepartmentNames:
    """What is not said stays blank; of two names for one purpose the first."""
    told = [
        (label.label, _CODE.sub("", _SCOPE.sub("", _SEAL.sub("", label.value.text))))
        for label in tables.labels
        if label.field == "unit_name"
    ]
    prepared = [name for label, name in told if "编制" in label]
    in_form = [name for label, name in told if "编制" not in label]
    full, short = _introduced(outline)
    titles = [passage.text.strip() for passage in outline.passages[:12] if passage.section == ""]
    full = full or next((name for name in [*prepared, *filter(_NAME.fullmatch, titles)] if name), "")
    form = next((name for name in in_form if name), "") or _below_label(outline) or _in_title(outline)
    full = _in_full(full or form, outline)
    return DepartmentNames(code="", full_name=full, form_name=form or full, short_name=short)


def _in_full(name: str, outline: Outline) -> str:
    """A title that begins with the place above, 武汉市 before 黄陂区城市管理执法局, says the whole of it."""
    for passage in outline.passages[:_TITLE_LINES]:
        if passage.section == "" and len(passage.text) <= _LONGEST_TITLE:
            match = _FORM_TITLE.match(passage.text.strip())
            above = match["name"].removesuffix(name) if match and name else ""
            if match and match["name"] != above and re.fullmatch(r".{1,9}[省市州区县旗]", above):
                return match["name"]
    return name


def _introduced(outline: Outline) -> tuple[str, str]:
    """武汉市蔡甸区民政局（以下简称“区民政局”）"""
    for passage in outline.passages:
        if passage.role == "text" and "简称" in passage.text and (match := _SHORT.search(passage.text[:400])):
            return re.sub(r"^.*20\d\d年(?:度)?", "", match["full"]), match["short"].strip()
    return "", ""


def _below_label(outline: Outline) -> str:
    """部门名称 in a line of its own, as cells come out of a browser, and the name in the next."""
    passages = outline.passages
    return next(
        (
            name.text.strip()
            for label, name in itertools.pairwise(passages)
            if head_field(label.text) == "unit_name" and is_name_of_unit(name.text.strip())
        ),
        "",
    )


def _in_title(outline: Outline) -> str:
    """Of the form, else of the final account that it is a chapter of."""
    for passage in outline.passages:
        if passage.section in {"", "form"} and len(passage.text) <= 80 and (match := _FORM_TITLE.match(passage.text)):
            name = match["name"].removesuffix("部门")
            return "" if _ONLY_YEAR.fullmatch(name) else name
    titles = (passage.text for passage in outline.passages[:_TITLE_LINES] if len(passage.text) <= _LONGEST_TITLE)
    return next((match["name"] for text in titles if (match := _ACCOUNT_TITLE.fullmatch(text.strip()))), "")


def scope_of(outline: Outline, tables: Tables) -> str:
    """own 本级, combined 汇总, unit where neither is said."""
    texts = [label.value.text for label in tables.labels if label.field == "unit_name"]
    texts += [passage.text[:200] for passage in outline.passages if passage.section in {"", "1.1", "revenue"}]
    text = "\n".join(texts)
    if re.search(r"[（(]\s*(?:机关)?本级\s*[)）]|本级(?:机关)?单位|[）)”\"]本级", text):
        return "own"
    return "combined" if re.search(r"[（(]汇总[)）]|及所属单位|本级及(?:所属|下属)", text) else "unit"


def year_of(outline: Outline, tables: Tables) -> int:
    """0 where no year is named."""
    stated = re.search(r"20\d\d", narrow(tables.label("year").text))
    if stated:
        return int(stated.group())
    titles = [
        passage.text
        for passage in outline.passages
        if len(passage.text) <= 80
        and (passage.section == "" or (passage.section == "form" and passage.role == "section"))
    ]
    in_titles, in_text = (_years_in(texts) for texts in (titles, [passage.text for passage in outline.passages]))
    # Of titles that differ one was typed wrong: the text goes with the other.
    most = max(in_titles.values(), default=0)
    named = [year for year, count in in_titles.items() if count == most] or list(in_text)
    return max(named, key=lambda year: in_text[year], default=0)


def _years_in(texts: list[str]) -> Counter[int]:
    return Counter(int(year) for text in texts for year in _YEAR.findall(narrow(text)))


def is_name_of_unit(text: str) -> bool:
    return _NAME.fullmatch(text) is not None


def is_imprint(text: str) -> bool:
    """填报人：李明  联系电话：…  填报日期：2024年3月1日; the department or the date in a line of its own."""
    line = narrow(text).strip(" （()）")
    if len(line) > 80 or line[-1:] in "。；":
        return False
    return bool(_IMPRINT.match(line) or _FILED.fullmatch(line) or _NAME.fullmatch(line))


def date_below(outline: Outline) -> date | None:
    """The date that stands in a line of its own, on the cover or below the signature; of several the last."""
    alone = [
        passage.text
        for passage in outline.passages
        if len(passage.text) <= 20 and _FILED.fullmatch(narrow(passage.text).strip(" （()）"))
    ]
    return date_in(alone[-1]) if alone else None


def date_in(text: str) -> date | None:
    """2022.3.15, 2023年3月15日, 2023-03-15; None for anything else, 2023.2.30 too."""
    match = _FILED.search(narrow(text))
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
