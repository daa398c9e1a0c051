"""Slips of the hand in Chinese official text: words typed wrong, words and stops typed twice, half-width punctuation.

Only what can be nothing else is named: whoever is told of a slip that is none believes the next one no more.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HANZI = "\u3400-\u4dbf\u4e00-\u9fff"


@dataclass(frozen=True)
class Slip:
    """kind: "word", "doubled", "half-width". wrong: as it stands in the text; right: what was meant."""

    kind: str
    wrong: str
    right: str


# What is typed for what is meant. Each pattern says by its neighbours that nothing else can stand there.
_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), right)
    for pattern, right in (
        # 目标值为是， answers a question; 目标值为是99人 joins two ways of saying it.
        (r"(?P<keep>目标值为)是(?=[≥≤<>=＞＜]?\d)", ""),
        (r"完场(?=目标|任务|率|情况|年度|值)", "完成"),
        (r"(?P<keep>特困|困难|残疾|孤寡|高龄|失能|独居|空巢)来人", "老人"),
        (r"(?P<keep>原因|情况)析(?!出)", "分析"),
        (r"(?P<keep>措施)析(?!出)", ""),
        (r"分[折忻](?=情况|报告|评价|[，。；：]|$)", "分析"),
        (r"(?<![自知律利克])己(?=经|完成|建成|全部|拨付|支付|按期|按时)", "已"),
        (r"预箅|予算(?=数|执行|收入|支出|资金|[，。；：])", "预算"),
        (r"缋效", "绩效"),
        (r"万元元", "万元"),
        (r"%[%％]|％[%％]", "%"),
    )
)
_DOUBLED = re.compile(
    r"的的(?!确|士)|(?<!不)了了(?!解|结)|(?P<word>情况|进行|开展|加强|推进|分析)(?P=word)"
    # 绩效指标指标值 and 任务完成完成率 join two words.
    r"|指标指标(?!值|体系)|完成完成(?!率|情况|值|度|时|数)"
    r"|(?P<office>局|厅|委)(?P=office)(?=[（(，。：；]|本级|20\d\d|$)|(?P<stop>[，；、：！？])(?P=stop)|(?<!。)。。(?!。)|[，；、：]。|。[，；、：]"
)
_COLON = re.compile(rf"(?<=[{_HANZI}）”》]):(?=[{_HANZI}“（《]|$)")
# A pair around hanzi, and one of each kind.
_BRACKETS = re.compile(
    rf"\((?=[^()（）]*[{_HANZI}])[^()（）]{{1,40}}[)）]|（(?=[^()（）]*[{_HANZI}])[^()（）]{{1,40}}\)"
)
_WIDE = str.maketrans("():", "（）：")
_NEAR = 4


def slips_in(text: str) -> Iterator[Slip]:
    """All of them, with a word or two around what would be too short to be found again."""
    for pattern, right in _WORDS:
        for match in pattern.finditer(text):
            kept = match.groupdict().get("keep") or ""
            ahead = text[match.end() : match.end() + _NEAR]
            after = (_FIGURE.match(ahead) or _WORD.match(ahead) or _NOTHING).group() if _is_short(match) else ""
            yield Slip("word", match.group() + after, kept + right + after)
    for match in _DOUBLED.finditer(text):
        found = match.group()
        right = _stop_of(found) if found[-1] in "，；、：！？。" else found[: len(found) // 2]
        before = _STOPS.split(text[max(match.start() - _NEAR, 0) : match.start()])[-1]
        yield Slip("doubled", before + found, before + right)
    for match in _COLON.finditer(text):
        around = text[max(match.start() - _NEAR, 0) : match.end() + _NEAR]
        yield Slip("half-width", around, around.translate(_WIDE))
    for match in _BRACKETS.finditer(text):
        yield Slip("half-width", match.group(), match.group().translate(_WIDE))


_FIGURE = re.compile(r"[≥≤<>=＞＜]?\d+(?:\.\d+)?[%％" + _HANZI + "]?")
_WORD = re.compile(rf"[{_HANZI}]{{0,3}}")
_NOTHING = re.compile("").match("")
_STOPS = re.compile(r"[，。；：、！？\s]")


def _is_short(match: re.Match[str]) -> bool:
    """是 alone, or 完场: told with what follows."""
    return len(match.group()) <= 2 or match.group().endswith("是")


def _stop_of(pair: str) -> str:
    """Of two stops that differ the stronger is meant."""
    return "。" if "。" in pair else pair[0]


_JOINED = re.compile("指标指标(?:值|体系)")
_REPEATED = re.compile(rf"(?P<word>[{_HANZI}]{{2,6}})(?P=word)")


def doubled_in_heading(text: str) -> Slip | None:
    """A heading has no room for a word said twice; 2022年度年度目标1 says two things."""
    match = _REPEATED.search(text)
    if match is None or match["word"] == "年度" or _JOINED.match(text, match.start()):
        return None
    return Slip("doubled", match.group(), match["word"])
