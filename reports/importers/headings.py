"""Rows that announce what stands below them: indicators, money, goals. Each gives its columns, or None for any other row."""

import re
from dataclasses import replace

from reports.importers.columns import Column, Row, Spot, filled, refined, settled
from reports.importers.labels import (
    AMOUNTS,
    FIRST_COLUMN,
    bare,
    goal_field,
    indicator_field,
    is_of_another_year,
    is_side_label,
    money_field,
)

Columns = tuple[Column, ...]
# Words of a row of indicators may be long, a label is not.
_LONGEST_LABEL = 40
_WHOLE = {"总额", "合计", "小计", "总计", "金额", "总金额"}
_OF_A_YEAR = re.compile(r"(?:20\d\d\s*年|[上本去前]一?年)度?[^\d。；，]{0,6}")
_FIGURES = {"数值", "值", "数据", "指标数值"}
_NAMES = {"绩效指标", "指标", "考核指标", "评价指标"}
_OVER_LEVELS, _LEVELS_DEEP = {"指标类别", "指标分类", "绩效指标", "指标"}, 2
_HEADS_OF_PROJECTS = {"项目名称", "专项名称", "转移支付名称"}


def indicator_columns(row: Row, above: Row = ()) -> Columns | None:
    """above: the row before, whose cells may say of which year the columns below them are."""
    columns = [_column(spot, above) for spot in row]
    columns = _named(columns)
    fields = {column.field for column in columns}
    if len(fields - {""}) < 3 or not fields & {"name", "level2"} or not fields & {"target", "actual", "completion"}:
        return None
    if any(spot.own and len(spot.text) > _LONGEST_LABEL for spot in row):
        return None
    if not fields & {"level1", "level2"}:
        columns = [part for column in columns for part in _both_levels(column)]
    return settled(columns)


def _column(spot: Spot, above: Row) -> Column:
    over = next((one.text for one in above if one.own and one.start <= spot.start and spot.end <= one.end), "")
    if not spot.own or not _OF_A_YEAR.fullmatch(over):
        over = ""
    field = "" if is_of_another_year(over) else indicator_field(spot.text)
    return Column(field, over + spot.text, spot.start, spot.end)


def _named(columns: list[Column]) -> list[Column]:
    """序号 | 绩效指标 | 目标值 | 实现值: where no other column names the indicators, this one does."""
    fields = [column.field for column in columns]
    places = [place for place, one in enumerate(columns) if not one.field and bare(one.label) in _NAMES]
    if len(places) != 1 or {"name", "level1", "level2"} & {*fields} or not {"target", "actual"} <= {*fields}:
        return columns
    place = places[0]
    if columns[place].end - columns[place].start > 1 or {"target", "actual"} & {*fields[:place]}:
        return columns
    return [*columns[:place], replace(columns[place], field="name"), *columns[place + 1 :]]


def _both_levels(column: Column) -> list[Column]:
    """指标类别 over two columns: the levels stand below it, the first one left."""
    if column.field or column.end - column.start != _LEVELS_DEEP or bare(column.label) not in _OVER_LEVELS:
        return [column]
    middle = column.start + 1
    return [replace(column, field="level1", end=middle), replace(column, field="level2", start=middle)]


def finer_columns(columns: Columns, row: Row) -> Columns | None:
    """指标值 over 指标性质 | 指标值 | 度量单位: the finer columns take the place of the one above them."""
    finer = [_finer(spot, columns) for spot in filled(row)]
    if not finer or any(column.field in {"", "name"} for column in finer):
        return None
    return settled(list(refined(columns, finer)))


def _finer(spot: Spot, columns: Columns) -> Column:
    """数值 below 目标值 is its figure."""
    field = indicator_field(spot.text)
    if not field and bare(spot.text) in _FIGURES:
        field = next((one.field for one in columns if one.start <= spot.start and spot.end <= one.end), "")
    return Column(field, spot.text, spot.start, spot.end)


def money_columns(row: Row) -> Columns | None:
    columns = [Column(money_field(spot.text), spot.text, spot.start, spot.end) for spot in row]
    if not any(column.field in AMOUNTS for column in columns) or sum(column.field != "" for column in columns) < 2:
        return None
    # 项目 | 决算数 | 项目 | 决算数: income stands on the left.
    seen: set[str] = set()
    for place, column in enumerate(columns):
        if column.field in seen:
            columns[place] = replace(column, field="")
        seen.add(column.field)
    return tuple(columns)


def finer_money(columns: Columns, row: Row) -> Columns | None:
    """全年预算数 over 总额 | 其中：财政拨款: the whole is the amount, its parts are none."""
    own = filled(row)
    if not own or any(sign.isdigit() for spot in own for sign in spot.text):
        return None
    made, seen = list(columns), False
    for column in (one for one in columns if one.field in AMOUNTS):
        below = [spot for spot in own if column.start <= spot.start and spot.end <= column.end]
        whole = next((spot for spot in below if bare(spot.text) in _WHOLE), None)
        if whole and len(below) > 1:
            parts = [Column("", spot.text, spot.start, spot.end) for spot in below if spot is not whole]
            made.remove(column)
            made += [replace(column, start=whole.start, end=whole.end), *parts]
            seen = True
    return tuple(sorted(made, key=lambda one: one.start)) if seen else None


def is_of_projects(columns: Columns) -> bool:
    """项目名称 | 预算数 | 执行数: a list of projects, whatever they are called."""
    return any(bare(column.label) in _HEADS_OF_PROJECTS for column in columns)


def is_of_revenue(columns: Columns) -> bool:
    first = next((bare(column.label) for column in columns if column.label), "")
    fields = {column.field for column in columns}
    # What was spent and marked is the form's; a table of what was received says nothing of it.
    return "final" in fields or (first in FIRST_COLUMN and not fields & {"executed", "rate", "score"})


def goal_columns(row: Row) -> Columns | None:
    columns = [Column(goal_field(spot.text), spot.text, spot.start, spot.end) for spot in row]
    if len({column.field for column in columns} - {""}) < 2:
        return None
    if any(not goal_field(spot.text) and not is_side_label(spot.text) for spot in filled(row)):
        return None
    if sum(column.field == "description" for column in columns) > 1 and is_side_label(columns[0].label):
        columns[0] = replace(columns[0], field="")
    return tuple(columns)


def is_head_of_project(row: Row) -> bool:
    """项目名称 | 森林防火经费: what stands below is of this project alone. A department that fills it in with itself is whole."""
    own = [spot for spot in filled(row) if not is_side_label(spot.text)]
    if len(own) < 2 or bare(own[0].text) not in _HEADS_OF_PROJECTS or "整体" in own[1].text:
        return False
    # 项目名称 | 预算数 | 执行数 is the heading of a list.
    return not any(money_field(spot.text) or indicator_field(spot.text) for spot in own[1:])


def begins_another_form(row: Row) -> bool:
    """Below the indicators of one form the head of the next: 项目名称, or money anew."""
    labels = {bare(spot.text) for spot in filled(row)}
    money = {money_field(spot.text) for spot in filled(row)}
    anew = {"rate", "executed"} <= money and bool(money & {"budget", "adjusted", "initial"})
    return anew or bool(labels & _HEADS_OF_PROJECTS)
