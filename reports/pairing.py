"""Which official forms go together with which rule sets. Knows both catalogues and no name in them."""

from collections.abc import Iterable

from budgets.rulesets import RULE_SETS, RuleSet
from reports.layouts import LAYOUTS, FormLayout


def fits(layout: FormLayout, rules: RuleSet) -> bool:
    """A form without room for points cannot show what is scored, and one with room would stay empty."""
    return layout.scored == rules.scored


def fitting(rules: RuleSet, layouts: Iterable[FormLayout] = LAYOUTS.values()) -> tuple[FormLayout, ...]:
    """The forms that can be filled in by these rules; the first is the one to take where nobody chose.

    That is the form made for these rules, else the earliest that was made for none in particular.
    """
    found = [layout for layout in layouts if fits(layout, rules)]
    return tuple(sorted(found, key=lambda layout: (rules.name not in layout.made_for, bool(layout.made_for))))


def rules_for(layout: FormLayout) -> RuleSet:
    """The rule set that takes this form first, else any that can fill it in."""
    fitting_it = [rules for rules in RULE_SETS.values() if fits(layout, rules)]
    return next((rules for rules in fitting_it if fitting(rules)[0] == layout), fitting_it[0])


def misfit(layout: FormLayout, rules: RuleSet) -> str:
    """Why the two do not go together, and what does; "" where they do."""
    if fits(layout, rules):
        return ""
    what = "计分，这个版式没有得分栏" if rules.scored else "不计分，这个版式的得分栏会空着"
    others = "、".join(f"“{other.title}”" for other in fitting(rules))
    return f"评价规则“{rules.title}”{what}，请改用{others or '别的评价规则'}"
