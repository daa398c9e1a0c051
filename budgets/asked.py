"""Which facts beyond the usual ones a form prints. What only some forms need is asked for only there."""

from collections.abc import Iterable

_NEEDS: dict[str, frozenset[str]] = {}


def tell(layout: str, needs: Iterable[str]) -> None:
    """`reports`, which knows the forms, says it when Django starts: the pages of lower packages must not look up."""
    _NEEDS[layout] = frozenset(needs)


def asks_for(layout: str, fact: str) -> bool:
    return fact in _NEEDS.get(layout, frozenset())
