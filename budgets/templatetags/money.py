"""Amounts and percents in templates, as `budgets.money` prints them; blank stays blank."""

from decimal import Decimal

from django import template

from budgets import money, totals

register = template.Library()
register.filter("echo", totals.echo)


@register.filter
def yuan(amount: Decimal | None) -> str:
    return money.yuan_text(amount)


@register.filter
def wan(amount: Decimal | None) -> str:
    return money.wan_text(amount)


@register.filter
def percent(number: Decimal | None) -> str:
    return "" if number is None else money.percent_text(number)
