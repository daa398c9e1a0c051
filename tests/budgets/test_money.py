"""Amounts: reading, rounding, sums and rates; and that the script of the page reckons exactly as the server does."""

import json
import os
import random
import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets import money, totals

HERE = Path(__file__).parent
CASES = json.loads((HERE / "money_cases.json").read_text())
SCRIPT = HERE.parent.parent / "static" / "money.js"
# Answers a list of questions [name, …arguments] as the page would; amounts travel as text, for JSON has no BigInt.
RUNNER = """
require(process.argv[1]);
const money = globalThis.perfevalMoney;
const fen = (text) => (text === null ? null : BigInt(text));
const line = (third) => ([initial, adjusted, last]) => ({initial: fen(initial), adjusted: fen(adjusted), [third]: fen(last)});
const ANSWERS = {
  parse: (typed) => money.parse(typed) === undefined ? "unreadable" : money.parse(typed),
  yuan_text: (amount) => money.yuanText(fen(amount)),
  wan_text: (amount) => money.wanText(fen(amount)),
  percent_of: (part, whole) => money.percentText(money.rate(fen(part), fen(whole))),
  total: (...amounts) => money.total(amounts.map(fen)),
  change: (initial, adjusted) => [money.changeText(fen(initial), fen(adjusted)), money.changeNote(fen(initial), fen(adjusted))],
  echo: (typed) => money.echo(typed),
  figures: (revenue, basic, project, basis, inWan) =>
    money.figures(revenue.map(line("final")), line("executed")(basic), line("executed")(project), basis, inWan ? 2 : 0),
};
const questions = JSON.parse(require("fs").readFileSync(0, "utf8"));
const asText = (name, value) => (typeof value === "bigint" ? String(value) : value);
process.stdout.write(JSON.stringify(questions.map(([name, ...rest]) => ANSWERS[name](...rest)), asText));
"""


def yuan(fen):
    return None if fen is None else Decimal(fen) / 100


def fen(amount):
    return None if amount is None else str(int(amount * 100))


def line(third, amounts):
    return SimpleNamespace(**dict(zip(("initial", "adjusted", third), map(yuan, amounts), strict=True)))


def parsed(typed):
    """As the script answers: what is read, None for blank, "unreadable"."""
    try:
        amount = money.parse(typed)
    except ValueError:
        return "unreadable"
    return amount and {"fen": fen(amount.yuan), "inWan": amount.in_wan}


def percent_of(part, whole):
    percent = money.rate(yuan(part), yuan(whole))
    return "" if percent is None else money.percent_text(percent)


def figures(revenue, basic, project, basis, in_wan):
    """in_wan: both 执行数 were typed in 万元."""
    lines = [line("final", amounts) for amounts in revenue]
    spent = [line("executed", amounts) for amounts in (basic, project)]
    for one in spent:
        one.typed_in_wan = ["executed"] if in_wan else ["initial"]
    return totals.figures(totals.totals(lines, *spent), basis)


def change(initial, adjusted):
    initial, adjusted = yuan(initial), yuan(adjusted)
    return [totals.change_text(initial, adjusted), totals.change_note(initial, adjusted)]


# The server's answers to the questions that the script is asked.
PYTHON = {
    "parse": parsed,
    "yuan_text": lambda amount: money.yuan_text(yuan(amount)),
    "wan_text": lambda amount: money.wan_text(yuan(amount)),
    "percent_of": percent_of,
    "total": lambda *amounts: fen(money.total([yuan(amount) for amount in amounts])),
    "change": change,
    "echo": totals.echo,
    "figures": figures,
}


def literals():
    """Every case as (question, answer)."""
    for case in CASES["parse"]:
        read = case.get("fen") and {"fen": case["fen"], "inWan": case.get("in_wan", False)}
        yield ["parse", case["typed"]], "unreadable" if "unreadable" in case else read
    for name in ("yuan_text", "wan_text"):
        yield from ([[name, case["fen"]], case["text"]] for case in CASES[name])
    for case in CASES["percent_of"]:
        yield ["percent_of", case["part"], case["whole"]], case["text"]
    for case in CASES["total"]:
        yield ["total", *case["amounts"]], case["fen"]
    for case in CASES["change"]:
        yield ["change", case["initial"], case["adjusted"]], [case["text"], case["note"]]
    for case in CASES["echo"]:
        yield ["echo", case["typed"]], case["text"]
    for case in CASES["figures"]:
        amounts = (case["revenue"], case["basic"], case["project"])
        yield ["figures", *amounts, case["basis"], case.get("in_wan", False)], case["texts"]


LITERALS = [(question, answer) for question, answer in literals()]


def ask_script(questions):
    node = shutil.which("node")
    if node is None:
        assert os.environ.get("CI") != "true", "node is missing: static/money.js was not compared with budgets/money.py"
        pytest.skip("没有 node，static/money.js 没有与 budgets/money.py 比对。请安装 nodejs 后再运行")
    done = subprocess.run(
        [node, "-e", RUNNER, str(SCRIPT)], input=json.dumps(questions), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize(("question", "answer"), LITERALS, ids=[str(question)[:60] for question, _ in LITERALS])
def test_the_server_reckons_as_written_down(question, answer):
    name, *rest = question

    assert PYTHON[name](*rest) == answer


def test_the_script_reckons_as_written_down():
    answers = ask_script([question for question, _ in LITERALS])

    wrong = [(q, said, answer) for (q, answer), said in zip(LITERALS, answers, strict=True) if said != answer]
    assert wrong == []


def test_script_and_server_agree_on_amounts_that_nobody_thought_of():
    chance = random.Random(20230315)
    questions = [chance_question(chance) for _ in range(4000)]

    answers = ask_script(questions)

    differing = [
        (question, said, PYTHON[question[0]](*question[1:]))
        for question, said in zip(questions, answers, strict=True)
        if said != PYTHON[question[0]](*question[1:])
    ]
    assert differing == []


def chance_question(chance):
    def amount():
        return chance.choice([None, "0", str(chance.randint(-(10**6), 10**6)), str(chance.randint(0, 10**13))])

    typed = "".join(chance.choice("0123456789..,，+-万元 ０９٣ab") for _ in range(chance.randint(0, 9)))
    return chance.choice(
        [
            ["parse", typed],
            ["parse", f"{chance.randint(0, 10**7)}.{chance.randint(0, 10**7)}{chance.choice(['', '万', '元'])}"],
            ["echo", typed],
            ["wan_text", amount()],
            ["percent_of", amount(), amount()],
            ["change", amount(), amount()],
        ]
    )


UNREADABLE = [(case["typed"], case["unreadable"]) for case in CASES["parse"] if "unreadable" in case]


@pytest.mark.parametrize(("typed", "sentence"), UNREADABLE)
def test_what_is_no_amount_is_answered_with_a_sentence(typed, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        money.parse(typed)


def test_a_half_cent_is_rounded_up_and_not_to_the_even_one():
    assert money.round_cent(Decimal("0.125")) == Decimal("0.13")
    assert money.round_cent(Decimal("-0.125")) == Decimal("-0.13")
    assert str(money.round_cent(Decimal("-0.001"))) == "0.00"


def test_a_rate_is_reckoned_from_yuan_and_not_from_rounded_wan():
    # 0.15 ÷ 0.10 万元 would be 150 %.
    assert money.rate(Decimal("1496.00"), Decimal("1004.00")) == Decimal("149.00")


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_a_sentence(text):
    try:
        amount = money.parse(text)
    except ValueError as refused:
        sentence = str(refused)
        assert sentence
    else:
        assert amount is None or amount.yuan == money.round_cent(amount.yuan)


@pytest.mark.parametrize("typed", [case["typed"] for case in CASES["parse"] if "unreadable" not in case])
def test_what_stands_in_an_input_is_read_back_as_it_was(typed):
    amount = money.parse(typed)
    shown = money.typed_text(amount and amount.yuan, in_wan=bool(amount and amount.in_wan))

    assert money.parse(shown) == amount


def test_what_was_typed_in_wan_may_be_off_by_fifty_yuan():
    assert money.precision(False, False) == 0
    assert money.precision(True, False, True) == 100


@pytest.mark.parametrize(
    ("amount", "in_wan", "text"),
    [
        (None, False, ""),
        (None, True, ""),
        (Decimal("225770600.00"), True, "22,577.06万"),
        (Decimal("225770600.00"), False, "225,770,600.00"),
    ],
)
def test_an_amount_stands_in_its_input_as_it_was_typed(amount, in_wan, text):
    assert money.typed_text(amount, in_wan=in_wan) == text
