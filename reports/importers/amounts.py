"""Budget and expenditure from tables, and what only the text says: in 元, with what was printed in 万元 marked so."""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from budgets.money import Amount, parse
from indicators import funding
from indicators.facts import Expenditure, Revenue
from reports.importers.found import FoundMoney, Label, Tables, Words
from reports.importers.keys import key_at
from reports.importers.outline import Outline
from reports.importers.reading import Unread
from reports.importers.words import joined, lead_of

_COLUMNS = ("initial", "adjusted", "final", "executed")
_SUM = r"\s*(?P<amount>-?[\d,，]+(?:\.\d+)?)\s*(?P<unit>万元|元)"
_PARTS = {
    "basic": re.compile(rf"基本支出(?:执行数)?(?:为|：|:)?{_SUM}"),
    "project": re.compile(rf"项目支出(?:执行数)?(?:为|：|:)?{_SUM}"),
}
_LEFT_OVER = re.compile(rf"年末(?:资金)?(?:结转(?:和)?结余|结转|结余)(?:资金)?(?:为|：|:)?{_SUM}")
_OF_ANOTHER = re.compile("上年|去年|同比|同期|往年|预算|计划")
_BUDGETS = {
    "initial": re.compile(rf"(?:年初(?:部门|财政|批复)*预算|部门预算安排)(?:数|总额|收入|安排|为|是|：|:)*{_SUM}"),
    "adjusted": re.compile(rf"(?:调整后|全年|调整)(?:的)?(?:部门)?预算(?:后|数|总额|收入|为|是|：|:)*{_SUM}"),
}
_NOTHING_LEFT = re.compile(r"年末[^，。；]{0,12}(?:无|没有)[^，。；]{0,4}(?:结转|结余)")
_BY_FORMULA = re.compile(
    r"执行率\s*[=＝][^。；]{0,40}?[/÷]\s*(?P<basis>调整|全年|年初)|按(?P<named>年初|调整后)预算数计算"
)
# Two parts in 万元 with two places each.
_ROUNDING = Decimal(100)
_NOTE = re.compile(r"预算数为(?P<basis>年初|调整)")


@dataclass
class Budget:
    """unread: amounts that could not be read, and remarks on units that are not named."""

    basis: str = "adjusted"
    revenue: tuple[Revenue, ...] = ()
    basic: Expenditure = field(default_factory=Expenditure)
    project: Expenditure = field(default_factory=Expenditure)
    carry_over: Decimal | None = None
    typed_in_wan: tuple[str, ...] = ()
    unread: list[Unread] = field(default_factory=list)


def budget_of(outline: Outline, tables: Tables) -> Budget:
    return _Reader(outline, tables).read()


class _Reader:
    def __init__(self, outline: Outline, tables: Tables):
        self._outline, self._tables = outline, tables
        self._made = Budget()

    def read(self) -> Budget:
        made = self._made
        made.basis = self._basis()
        made.basic, made.project = self._expenditure("basic"), self._expenditure("project")
        made.revenue = self._revenue()
        self._left_over()
        return made

    def _texts(self, *sections: str) -> list[str]:
        return [passage.text for section in sections for passage in self._outline.texts(section)]

    def _basis(self) -> str:
        for text in self._texts("2.1", "1.1", "1", "2"):
            if match := _BY_FORMULA.search(text):
                return "initial" if "年初" in (match["basis"] or match["named"]) else "adjusted"
        for text in self._texts("form"):
            if match := _NOTE.search(text):
                return "initial" if match["basis"] == "年初" else "adjusted"
        return "adjusted"

    # Amounts

    def _amount(self, words: Words, unit: str) -> Amount | None:
        text = joined(words.text)
        if not re.search(r"\d", text):
            return None
        try:
            return parse(text if re.search(r"[万元]$", text.strip()) else text + ("万元" if unit == "万元" else ""))
        except ValueError as wrong:
            self._made.unread.append(Unread(text, words.at, str(wrong)))
            return None

    def _read(self, money: FoundMoney, columns: tuple[str, ...]) -> tuple[dict[str, Decimal], tuple[str, ...]]:
        read = {
            column: amount
            for column in columns
            if column in money.amounts and (amount := self._amount(money.amounts[column], money.unit))
        }
        return (
            {column: amount.yuan for column, amount in read.items()},
            tuple(column for column, amount in read.items() if amount.in_wan),
        )

    # Revenue

    def _revenue(self) -> tuple[Revenue, ...]:
        lines = [money for money in self._tables.money if money.kind == "revenue"]
        parts = [money for money in self._tables.money if money.kind == "funding"]
        if lines:
            return self._spent(tuple(self._line(place, money) for place, money in enumerate(lines)), parts)
        parts = [money for money in parts if money.amounts]
        if parts and self._add_up(parts):
            return tuple(self._line(place, money) for place, money in enumerate(parts))
        totals = [money for money in self._tables.money if money.kind == "total" and money.amounts]
        whole = [self._whole(money) for money in totals[:1]] or [Revenue(key_at("revenue", 0), funding.WHOLE)]
        made = self._with_texts(whole[0])
        return (made,) if totals or made != whole[0] else ()

    def _with_texts(self, line: Revenue) -> Revenue:
        """What the table does not say of 年初 and 调整后 a sentence may."""
        for column, pattern in _BUDGETS.items():
            if getattr(line, column) is None and (amount := self._stated(pattern)):
                in_wan = (*line.typed_in_wan, *(column,) * amount.in_wan)
                line = replace(line, typed_in_wan=in_wan, **{column: amount.yuan})
        return line

    def _add_up(self, parts: list[FoundMoney]) -> bool:
        """Whether kinds of money are all there are: 其中：上年结转 alone is a part of the total above it."""
        whole = next((money for money in self._tables.money if money.kind == "total" and money.amounts), None)
        if whole is None:
            return True
        total, _ = self._read(self._known(whole), ("initial", "adjusted", "executed"))
        lines = [self._read(self._known(part), ("initial", "adjusted", "executed"))[0] for part in parts]
        room = Decimal(100) * len(parts)
        return any(
            abs(sum((line.get(column, Decimal()) for line in lines), Decimal()) - amount) <= room
            for column, amount in total.items()
        )

    def _line(self, place: int, money: FoundMoney) -> Revenue:
        amounts, in_wan = self._read(self._known(money), _COLUMNS)
        source = re.sub(r"^其中[：:]?\s*", "", lead_of(re.sub(r"^其中[：:]?\s*", "", money.label)).rest)
        return Revenue(key=key_at("revenue", place), source=source, typed_in_wan=in_wan, **amounts)

    def _known(self, money: FoundMoney) -> FoundMoney:
        if not money.unit and money.amounts:
            told = [joined(words.text).strip() for words in money.amounts.values() if re.search(r"\d", words.text)]
            if all(text.endswith(("万", "元", "%")) for text in told):
                # Each amount says its own.
                return money
            unit = "万元" if self._in_wan() and not self._is_beyond_wan(money) else "元"
            self._remark(money.label, money.at, unit)
            return replace(money, unit=unit)
        return money

    def _is_beyond_wan(self, money: FoundMoney) -> bool:
        """Whether amounts of its own table are too many for 万元, whatever unit another table names."""
        alike = [one for one in self._tables.money if not one.unit and one.kind == money.kind]
        return _are_beyond_wan([words.text for one in alike for words in one.amounts.values()])

    def _whole(self, money: FoundMoney) -> Revenue:
        """A form that names no sources: its total is the only line there is."""
        amounts = dict(money.amounts)
        if "budget" in amounts:
            amounts.setdefault(self._made.basis, amounts["budget"])
        line = self._line(0, replace(money, amounts=amounts))
        self._made.unread.append(
            Unread(money.label or "预算数", money.at, "文件里没有分来源的收入，只有总额，导入为一行收入，请按来源拆分")
        )
        return replace(line, source=line.source or funding.WHOLE)

    def _spent(self, lines: tuple[Revenue, ...], parts: list[FoundMoney]) -> tuple[Revenue, ...]:
        """全年执行数 by kind of money, where one line alone is of that kind."""
        made = list(lines)
        for money in parts:
            source = re.sub(r"^其中[：:]?\s*", "", money.label)
            places = [
                place
                for place, line in enumerate(made)
                if funding.is_used(line) and funding.kind_of(line.source) == funding.kind_of(source)
            ]
            amounts, in_wan = self._read(money, ("executed",))
            if len(places) == 1 and amounts and made[places[0]].executed is None:
                line = made[places[0]]
                made[places[0]] = replace(line, typed_in_wan=(*line.typed_in_wan, *in_wan), **amounts)
        return tuple(made)

    # Expenditure

    def _expenditure(self, kind: str) -> Expenditure:
        for money in self._tables.money:
            if money.kind == kind:
                known = self._of_spending(self._known(money))
                amounts, in_wan = self._read(known, ("initial", "adjusted", "executed"))
                return Expenditure(typed_in_wan=in_wan, **amounts)
        label = next((label for label in self._tables.labels if label.field == kind and label.value.text), None)
        amount = self._beside(label) if label else None
        amount = amount or self._in_text(kind)
        return (
            Expenditure(executed=amount.yuan, typed_in_wan=("executed",) * amount.in_wan) if amount else Expenditure()
        )

    def _of_spending(self, money: FoundMoney) -> FoundMoney:
        amounts = money.amounts
        if "final" in amounts:
            # Of what was spent 决算数 is what was executed.
            return replace(money, amounts={"executed": amounts["final"], **amounts})
        if "stated" in amounts and (column := self._column_of_parts()):
            return replace(money, amounts={column: amounts["stated"]})
        if "stated" in amounts:
            text = f"{money.label}：{amounts['stated'].text}"
            self._made.unread.append(Unread(text, money.at, "分不清这是预算数还是执行数，没有导入"))
        return money

    def _column_of_parts(self) -> str:
        """基本支出 and 项目支出 without a column of their own are of that one whose total they add up to."""
        parts = {
            money.kind: self._read(money, ("stated",))[0] for money in self._tables.money if "stated" in money.amounts
        }
        whole = next((money for money in self._tables.money if money.kind == "total" and money.amounts), None)
        if set(parts) != {"basic", "project"} or not all(parts.values()) or whole is None:
            return ""
        total, _ = self._read(self._known(whole), ("executed", "adjusted", "initial"))
        together = sum((part["stated"] for part in parts.values()), Decimal())
        return next((column for column, amount in total.items() if abs(amount - together) <= _ROUNDING), "")

    def _beside(self, label: Label) -> Amount | None:
        unit = label.unit
        if not unit:
            unit = "万元" if self._in_wan() else "元"
            # The form's other amounts say it.
            if not any(money.unit and not money.kind.startswith("revenue") for money in self._tables.money):
                self._remark(joined(label.label), label.value.at, unit)
        return self._amount(label.value, unit)

    def _in_wan(self) -> bool:
        units = [money.unit for money in self._tables.money if not money.kind.startswith("revenue") and money.unit]
        if units:
            return units[0] == "万元"
        return not _are_beyond_wan([words.text for money in self._tables.money for words in money.amounts.values()])

    def _remark(self, label: str, at: str, unit: str) -> None:
        self._made.unread.append(Unread(label, at, f"没有注明金额单位，按{unit}读入，请核对"))

    def _in_text(self, kind: str) -> Amount | None:
        return self._stated(_PARTS[kind])

    def _stated(self, pattern: re.Pattern[str]) -> Amount | None:
        """The first amount that a sentence about this year's spending states, 二（一） and 一（一） before other parts."""
        for section in ("2.1", "1.1", "2", "1", "", "form"):
            for passage in self._outline.texts(section):
                for match in pattern.finditer(passage.text):
                    clause = re.split("[。；，,：:（(]", passage.text[: match.start()])[-1]
                    if not _OF_ANOTHER.search(clause):
                        return self._amount(Words(match["amount"] + match["unit"], passage.at), match["unit"])
        return None

    def _left_over(self) -> None:
        label = next((label for label in self._tables.labels if label.field == "carry_over" and label.value.text), None)
        if label:
            self._keep_left_over(self._amount(label.value, label.unit))
            return
        if left := self._stated(_LEFT_OVER):
            self._keep_left_over(left)
            return
        for passage in (*self._outline.texts("2.1"), *self._outline.texts("1.1"), *self._outline.texts("2")):
            if _NOTHING_LEFT.search(passage.text):
                self._made.carry_over = Decimal("0.00")
                return

    def _keep_left_over(self, amount: Amount | None) -> None:
        if amount:
            self._made.carry_over = amount.yuan
            self._made.typed_in_wan = ("carry_over",) if amount.in_wan else ()


def _are_beyond_wan(amounts: list[str]) -> bool:
    """Nobody has ten billion."""
    return any(len(re.sub(r"\D", "", text.partition(".")[0])) > 6 for text in amounts)
