"""Which widget a cell is typed in, and values as they are printed."""

from django import template

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
