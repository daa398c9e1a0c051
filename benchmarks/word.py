"""How long the Word file of a report takes: whole, its form alone, an empty one, growing, and against its PDF.

python -m benchmarks.word              all of it; python-docx's own way to fill a table beside ours
"""

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import process_time

import django
import docx as python_docx

from benchmarks.checks import enlarged
from budgets.rulesets import RULE_SETS
from reports.compose import compose
from reports.demo import founding_mended
from reports.document import Document, Table, placed
from reports.layouts import LAYOUTS
from reports.renderers import docx, pdf
from reports.renderers.amounts import shown

ROUNDS = 7
SIZES = (34, 100, 200, 400)


def seconds(works: dict[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    """The best of several rounds of each, taken in turn, in the processor's time."""
    best = dict.fromkeys(works, float("inf"))
    for _ in range(rounds):
        for name, work in works.items():
            start = process_time()
            work()
            best[name] = min(best[name], process_time() - start)
    return best


def report(indicators: int) -> Document:
    facts = founding_mended()
    if indicators != sum(1 for _ in facts.rows()):
        facts = replace(facts, goals=enlarged(indicators).goals)
    return compose(facts, RULE_SETS["hubei"], LAYOUTS["founding"])


def form_of(document: Document) -> Document:
    """The form's table and nothing else."""
    form = document.part("form")
    return replace(document, parts=(replace(form, blocks=(table_of(document),)),))


def table_of(document: Document) -> Table:
    return next(block for block in document.part("form").blocks if isinstance(block, Table))


def by_python_docx(table: Table, *, once: bool) -> None:
    """The same table by python-docx's own means. once: each row's cells are taken once, instead of by row and column."""
    made = python_docx.Document().add_table(len(table.rows), len(table.widths))
    rows = [row.cells for row in made.rows] if once else None
    for row, column, cell in placed(table):
        end = (row + cell.down - 1, column + cell.across - 1)
        if rows:
            first, last = rows[row][column], rows[end[0]][end[1]]
        else:
            first, last = made.cell(row, column), made.cell(*end)
        target = first if first is last else first.merge(last)
        target.text = shown(cell)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    whole = report(34)
    form, table = form_of(whole), table_of(whole)
    empty = replace(whole, parts=())
    pdf.render(whole)
    found = seconds(
        {
            "whole": lambda: docx.render(whole),
            "form": lambda: docx.render(form),
            "empty": lambda: docx.render(empty),
            "PDF": lambda: pdf.render(whole),
            "cells taken once": lambda: by_python_docx(table, once=True),
            "cell(row, column)": lambda: by_python_docx(table, once=False),
        }
    )
    print(f"whole report {found['whole'] * 1000:7.1f} ms, {found['whole'] / found['PDF']:.3f} of its PDF")
    print(f"table alone  {found['form'] * 1000:7.1f} ms, {found['form'] / found['whole']:.2f} of the whole")
    print(f"empty file   {found['empty'] * 1000:7.1f} ms, {found['empty'] / found['whole']:.2f} of the whole")
    alone = found["form"] - found["empty"]
    for name in ("cells taken once", "cell(row, column)"):
        print(f"the table by python-docx, {name}: {found[name] / alone:.1f} times ours")
    times = seconds({str(size): partial(docx.render, report(size)) for size in SIZES}, rounds=3)
    for size in SIZES:
        each = times[str(size)] / size
        print(
            f"{size:4} indicators {times[str(size)] * 1000:7.1f} ms, {each / (times['34'] / 34):.2f} of the first each"
        )


if __name__ == "__main__":
    main()
