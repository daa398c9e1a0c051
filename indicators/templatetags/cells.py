"""Which widget a cell is typed in, and values as they are printed."""

from django import template

from indicators import values
from indicators.views.pages import widget_of

register = template.Library()


@register.filter
def widget(cell) -> str:
    return widget_of(cell.field)


@register.filter
def with_unit(text, unit) -> str:
    return values.with_unit(text, unit)
