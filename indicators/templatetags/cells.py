"""The input that a cell is typed in, and values as they are printed."""

from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from budgets.views.inputs import Cell
from indicators import formulas, values
from indicators.views.pages import widget_of

register = template.Library()


@register.filter
def widget(cell) -> str:
    return widget_of(cell.field)


@register.filter
def with_unit(text, unit) -> str:
    return values.with_unit(text, unit)


@register.filter
def plain_points(number):
    """A 分值 as it is read: 12.5, and nothing where none was given."""
    return "" if number is None else formulas.plain(number)


@register.filter
def at(texts, name):
    """The entry of this name; None where there is none."""
    return texts.get(name)


# Written here and not in a template: a page has hundreds of them, and including a template takes ten times as long.
_WAS = '<input type="hidden" name="was:{place}" value="{was}">{note}'
_CHOICE = '<select class="{css}" id="{id}" name="cell:{place}" {own}><option value=""></option>{options}</select>'
_LONG = '<textarea class="{css}" {size} id="{id}" name="cell:{place}" {own}>\n{text}</textarea>'
_LINE = '<input class="{css}" id="{id}" name="cell:{place}" value="{text}" {own}{more}>'


@register.simple_tag
def cell_input(
    cell: Cell, css: str = "", rows: int = 1, hint: str = "", datalist: str = "", row: str = ""
) -> SafeString:
    """An input with what it was; where the cell is closed, only what is in it.

    css: a class for the input, which then is no cell of a grid; hint: what stands in it while it is blank; datalist: id
    of a list to choose from; row: id of what names the row, where the head of the column is called "c-FIELD".
    """
    if not cell.is_open:
        return format_html('<span id="{}" class="typed">{}</span>', cell.id, cell.shown)
    widget = widget_of(cell.field)
    common = {"id": cell.id, "place": f"{cell.key}:{cell.field}", "was": cell.was}
    common |= {"own": _own(cell, row), "note": _note(cell)}
    if widget == "choice":
        options = _options(cell.options, cell.text)
        return format_html(_CHOICE + _WAS, css=css or "cell-select", options=options, **common)
    if widget == "text" or (widget == "growing" and not css):
        size = format_html('rows="{}"', rows) if widget == "text" else SafeString('data-line rows="1"')
        return format_html(_LONG + _WAS, css=css or "cell-text", size=size, text=cell.text, **common)
    return format_html(_LINE + _WAS, css=css or "cell-input", text=cell.text, more=_more(hint, datalist), **common)


def _own(cell: Cell, row: str) -> SafeString:
    """How the input is called for whoever does not see the table, and what is wrong with it."""
    named = SafeString(f'aria-labelledby="c-{cell.field} {row}"') if row else _label(cell)
    return named + format_html(' aria-describedby="{}-note" aria-invalid="true"', cell.id) if cell.note else named


def _label(cell: Cell) -> SafeString:
    return format_html('aria-label="{}，{}"', cell.label, cell.whose)


def _note(cell: Cell) -> SafeString | str:
    return format_html('<p class="cell-note" id="{}-note">{}</p>', cell.id, cell.note) if cell.note else ""


@lru_cache(maxsize=256)
def _options(options: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    marked = ((code, SafeString(" selected" if code == chosen else ""), word) for code, word in options)
    return format_html_join("", '<option value="{}"{}>{}</option>', marked)


def _more(hint: str, datalist: str) -> SafeString:
    listed = format_html(' list="{}"', datalist) if datalist else SafeString("")
    return listed + format_html(' placeholder="{}"', hint) if hint else listed
