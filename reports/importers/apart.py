"""What ends a table of indicators that goes on over several: other parts of the report, other tables, heads of forms."""

import re
from collections.abc import Mapping, Sequence

from reports.importers.columns import Row, Spot, filled
from reports.importers.labels import FIRST_COLUMN, bare, head_field, indicator_field, is_side_label, unit_in
from reports.importers.sections import FORM_TITLE, goal_heading, is_short
from reports.importers.words import is_level, lead_of, level_of

_FEW_CELLS, _LONGEST_LABEL = 2, 8
_PLACED = ("level1", "level2", "name", "target", "adjusted_target", "actual")
_VALUE = re.compile(
    r"[≥≤<>=＞＜＝≧≦]+\s*(?:\d.*)?|\d[\d,.]*\s*[%％‰]?|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:底|末|以|之)*前?"
)
_TEMPLATE = re.compile(r"(?:三级)?指标\s*\d+(?:[：:]\s*[/／无—-]*)?|[…·.．/／]+|其他(?:指标)?")
_PARTS = {"part", "hanzi", "bracketed"}


def begins_a_part(text: str) -> bool:
    """（二）资产管理情况, 附件2: what stands below it is no longer the table above. A goal or a level goes on with it."""
    if goal_heading(text) or level_of(text):
        return False
    return (lead_of(text).kind in _PARTS and is_short(text)) or (
        len(text) <= 80 and FORM_TITLE.search(text) is not None
    )


def is_heading_of_another(row: Row) -> bool:
    """资产类别 | 数量 | 账面价值（万元）: columns that no table of indicators has."""
    own = filled(row)
    texts = [bare(spot.text) for spot in own]
    if len(own) < 2 or any(sign.isdigit() for text in texts for sign in text):
        return False
    if any(unit_in(spot.text) for spot in own) or texts[0] in FIRST_COLUMN:
        return True
    # Labels all differ and are short; words that were promised and reached mostly agree.
    labels = len(set(texts)) == len(texts) > _FEW_CELLS and max(map(len, texts)) <= _LONGEST_LABEL
    # A row of indicators begins with its levels; 数量 further on is a label.
    levels = own[1:2] if is_side_label(own[0].text) else own[:1]
    return labels and not any(is_level(spot.text) for spot in levels)


def is_caption_of_another(row: Row, after: Row) -> bool:
    """资产情况 alone in its row, and below it the labels of another table."""
    own = filled(row)
    return len(own) == 1 and not is_level(own[0].text) and is_heading_of_another(after)


def is_heading_without_values(row: Row) -> bool:
    """二级指标 | 三级指标 | 分值 | 自评分 | 评分依据: standards for marking, with no target and nothing reached."""
    fields = [indicator_field(spot.text) for spot in filled(row)]
    return len([field for field in fields if field]) > 2 and not {"target", "actual", "completion"} & set(fields)


def is_of_the_template(name: str) -> bool:
    """指标1：, ……: left over from the empty form."""
    return _TEMPLATE.fullmatch(name.rstrip("：: ")) is not None


def is_out_of_place(cells: Mapping[str, Sequence[Spot]]) -> bool:
    """数量指标 under a name or a value, ≥90% under a name or a level: cells that stand under the labels of others."""
    texts = {field: [spot.text for spot in cells.get(field, ()) if spot.text] for field in _PLACED}
    names = texts.pop("name")
    levels = [*texts.pop("level1"), *texts.pop("level2")]
    values = [text for field in texts.values() for text in field]
    if any(text.endswith("指标") and is_level(text) for text in (*names, *values)):
        return True
    return any(_VALUE.fullmatch(text) for text in (*names[:1], *levels))


def is_head(row: Row) -> bool:
    """主管部门 | … | 实施单位 | …: several labels with their values are no indicator."""
    return sum(bool(head_field(spot.text)) for spot in filled(row)) > 1
