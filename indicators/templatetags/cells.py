"""Which widget a cell is typed in."""

from django import template

from indicators.views.pages import widget_of

register = template.Library()


@register.filter
def widget(cell) -> str:
    return widget_of(cell.field)
