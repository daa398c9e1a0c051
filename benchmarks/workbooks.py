"""What it costs to read a 填报表 of many rows: as grids, as indicators; beside openpyxl reading the same cells alone.

python -m benchmarks.workbooks [ROWS]     seconds of the processor (best of several, in turn) and the peak of memory
"""

import io
import os
import sys
import tracemalloc
from collections.abc import Callable

import django
import openpyxl

ROUNDS = 5
ROWS = 1000


def table_of(rows: int) -> bytes:
    """As it is handed out: text in every column, analyses of a hundred signs."""
    from reports.filling.columns import BY_FIELD, as_base, as_stamp
    from reports.filling.template import FillingTable, Line, render

    fields = tuple(BY_FIELD)
    lines = []
    for number in range(1, rows + 1):
        values = dict.fromkeys(fields, "") | {
            "goal": f"年度目标{number % 4 + 1}：提升公园绿地养护水平",
            "level1": "产出指标",
            "level2": "数量指标",
            "name": f"养护公园数量{number}",
            "target": f"≥{number}个",
            "actual": f"{number + 3}个",
            "outcome": "超额完成",
            "weight": "8.5",
            "analysis": f"第{number}项：" + "全年对公园实行养护，每月巡查两次，" * 6,
        }
        key = f"00000000-0000-4000-8000-{number:012d}"
        lines.append(Line(values, key, as_base(values, fields[1:]), frozenset(fields)))
    return render(
        FillingTable("填报表", "白色的格可以填写", as_stamp(2022, "420199-101", "unit"), fields, tuple(lines))
    )


def by_openpyxl(content: bytes) -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def measured(works: dict[str, Callable[[], object]]) -> dict[str, tuple[float, float]]:
    """Seconds and megabytes of each."""
    from benchmarks.word import seconds

    best = seconds(works, ROUNDS)
    peaks = {}
    for name, work in works.items():
        tracemalloc.start()
        work()
        peaks[name] = tracemalloc.get_traced_memory()[1] / 1024 / 1024
        tracemalloc.stop()
    return {name: (best[name], peaks[name]) for name in works}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from reports.filling.reading import read_indicators
    from reports.importers.workbook import read

    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    content = table_of(rows)
    found = measured(
        {
            "openpyxl, read_only": lambda: by_openpyxl(content),
            "as grids": lambda: read("表.xlsx", content),
            "as indicators": lambda: read_indicators(read("表.xlsx", content)),
            "handing it out": lambda: table_of(rows),
        }
    )
    alone, memory = found["openpyxl, read_only"]
    print(f"{rows} rows, {len(content) // 1024} KB")
    for name, (taken, peak) in found.items():
        print(f"{name:24}{taken:8.3f} s  ×{taken / alone:5.2f}   {peak:7.1f} MB  ×{peak / memory:5.2f}")


if __name__ == "__main__":
    main()
