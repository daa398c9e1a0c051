from budgets.rulesets import RULE_SETS
from tests.pins import fingerprint

# Never change a fingerprint: enter the changed rule under a new name.
PINNED = {
    "unscored": "7cfee72661e80ede",
    "hubei": "d9b546a83f06a393",
}


def test_rule_sets_that_have_landed_never_change():
    assert {name: fingerprint(rules) for name, rules in RULE_SETS.items()} == PINNED


def test_rule_sets_are_found_under_their_own_name():
    assert {name: rules.name for name, rules in RULE_SETS.items()} == {name: name for name in RULE_SETS}
