"""The two counts that an analysis gives for its rate: 抽查142份，其中140份合格，合格率98.6%."""

import re
from collections.abc import Iterator

from budgets.text import narrow
from indicators.claims import Claim, Excerpt
from indicators.facts import Place, Row
from indicators.values.plain import plain
from indicators.values.units import known_prefix
from reports.importers.nearest import words_of_row
from reports.importers.outline import Passage
from reports.importers.words import folded

_SENTENCE = re.compile(r"[^。；！？\n]+")
_CLAUSE = re.compile(r"[^，、]+")
_COUNT = re.compile(r"(?<![A-Za-z0-9.])(?P<number>\d[\d,]*)(?![\d.])")
_RATE = re.compile(r"(?P<rate>\d+(?:\.\d+)?)\s*[%％]")
# What is reckoned from more than two counts: 一次成活180株, 补植后其余成活; 表示满意450份、基本认可26份.
_NOT_ALL = re.compile(
    "其余|其他|其它|首批|首次|第?一次|初次|第一批|首轮|补|复查|复检|整改|基本|较|加权|折算|部分|另|仅"
)
_OF = re.compile("(?P<what>[\u4e00-\u9fff]{2})(?:率|度)$")


def counts_of_rate(body: str, passage: Passage, row: Row) -> Iterator[Claim]:
    """ "140/142→98.6%" where the row's own rate stands behind them, and one count alone is of what it is a rate of."""
    what = _OF.search(words_of_row(row))
    if not what or not _RATE.fullmatch(plain(row.actual).strip()):
        return
    for sentence in _SENTENCE.findall(body):
        clauses = _CLAUSE.findall(sentence)
        told = next((place for place, clause in enumerate(clauses) if _tells(clause, row)), 0)
        counted = [(clause, *count) for clause in clauses[:told] if (count := _count_in(clause))]
        # 应衔接188人 is of all, 实际衔接185人 of those.
        mine = [place for place, (clause, _, _) in enumerate(counted) if what["what"] in re.sub("应.{2}", "", clause)]
        if len(mine) != 1 or mine[0] == 0 or _NOT_ALL.search(_between(clauses[:told], counted[mine[0]][0])):
            continue
        (_, whole, unit), (_, part, own) = counted[mine[0] - 1 : mine[0] + 1]
        rate = _RATE.findall(clauses[told])[-1]
        # Another rate than the table's is told as such.
        if unit == own and int(part) <= int(whole) and f"{rate}%" == narrow(row.actual).strip():
            excerpt = Excerpt(sentence.strip("， ")[:120], passage.at, passage.section)
            yield Claim("rate_counted", f"{part}/{whole}→{rate}%", excerpt, Place("indicators", row.key, "analysis"))


def _between(clauses: list[str], counted: str) -> str:
    """From the count of what was reached on, to the rate."""
    return "，".join(clauses[clauses.index(counted) :])


def _tells(clause: str, row: Row) -> bool:
    return words_of_row(row) in folded(clause) and len(_RATE.findall(clause)) == 1


def _count_in(clause: str) -> tuple[str, str] | None:
    """The last count of a clause, and what it counts."""
    found = [
        (match["number"].replace(",", ""), unit)
        for match in _COUNT.finditer(clause)
        if (unit := known_prefix(plain(clause[match.end() : match.end() + 12])))
    ]
    return found[-1] if found else None
