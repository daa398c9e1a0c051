"""Judgements against those of a careful person."""

from collections import Counter

import pytest

from indicators.values import judge, read
from tests.indicators.value_pairs import ALL, OUTCOMES, PUBLISHED


def outcome_of(pair):
    return judge(pair.target, pair.actual, name=pair.name, unit=pair.unit, level2=pair.level2).outcome


@pytest.mark.parametrize("pair", ALL, ids=lambda pair: f"{pair.target} | {pair.actual} | {pair.name}")
def test_a_pair_is_judged_as_a_careful_person_judges_it(pair):
    assert pair.outcome in OUTCOMES
    assert outcome_of(pair) == pair.outcome


def test_every_outcome_is_well_represented():
    counts = Counter(pair.outcome for pair in ALL)

    assert len(ALL) > 550
    assert min(counts[outcome] for outcome in OUTCOMES) > 80


def test_the_published_pairs_that_a_person_could_tell_are_all_told():
    told = Counter((pair.outcome, outcome_of(pair)) for pair in PUBLISHED)

    assert told == {
        ("met", "met"): 35,
        ("exceeded", "exceeded"): 13,
        ("not_met", "not_met"): 1,
        ("cannot_tell",) * 2: 21,
    }


# Turned half-width, full-width or apart by blanks, a cell says what it said.
FULL = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


@pytest.mark.parametrize(
    "spelt",
    [
        lambda text: text.translate(FULL),
        lambda text: f" {text}\u3000",
        lambda text: text.replace("%", " %").replace("≥", "≥ ").replace("个", " 个").replace("万", "\u3000万"),
        lambda text: text.replace("，", ",").replace("（", "(").replace("）", ")").replace("；", ";"),
    ],
    ids=["full width", "blanks around", "blanks inside", "half-width punctuation"],
)
def test_width_and_blanks_change_no_judgement(spelt):
    changed = {
        (pair.target, pair.actual): found
        for pair in ALL
        if (
            found := judge(
                spelt(pair.target), spelt(pair.actual), name=pair.name, unit=pair.unit, level2=pair.level2
            ).outcome
        )
        != pair.outcome
    }

    assert changed == {}


def test_no_pair_of_its_own_text_is_judged_unmet_or_exceeded():
    """A target that is answered by itself is met, or nobody can tell."""
    texts = {pair.target for pair in ALL} | {pair.actual for pair in ALL}

    assert {text for text in texts if judge(text, text).outcome not in {"met", "cannot_tell"}} == set()


def test_every_text_is_kept_as_typed():
    assert [text for pair in ALL for text in (pair.target, pair.actual) if read(text).text != text] == []
