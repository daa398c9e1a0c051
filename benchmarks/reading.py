"""What it costs to read a finished document into facts, and how that grows; beside python-docx that merely takes the text.

python -m benchmarks.reading           time by the processor, peak memory in processes of their own
"""

import io
import multiprocessing
from collections.abc import Callable
from pathlib import Path
from time import process_time

import docx as python_docx

from budgets.rulesets import RULE_SETS
from reports.compose import compose
from reports.demo import founding
from reports.importers.document import read
from reports.layouts import LAYOUTS
from reports.renderers import docx

ROUNDS = 5
# The published document has 34 indicators; 64 of its kind are about 30 pages.
SIZES = (34, 64, 300, 1_000)
TEXT = Path(__file__).resolve().parents[1] / "tests" / "reports" / "importers" / "caidian-2022.txt"


def word(indicators: int) -> bytes:
    from benchmarks.checks import enlarged

    facts = founding() if indicators == 34 else enlarged(indicators)
    return docx.render(compose(facts, RULE_SETS["unscored"], LAYOUTS["founding"]))


def all_text(content: bytes) -> str:
    """By python-docx's own means, each row's cells taken once."""
    document = python_docx.Document(io.BytesIO(content))
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def seconds(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The best of several rounds of each, taken in turn, in the processor's time."""
    best = dict.fromkeys(works, float("inf"))
    for _ in range(ROUNDS):
        for name, work in works.items():
            start = process_time()
            work()
            best[name] = min(best[name], process_time() - start)
    return best


def peak(work: Callable[[bytes], object], content: bytes) -> float:
    """MB that the work takes beyond what is loaded before it, in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_grown, (work, content))


def _grown(work: Callable[[bytes], object], content: bytes) -> float:
    # The peak so far belongs to the imports: the kernel forgets it.
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = _kilobytes("VmRSS")
    work(content)
    return (_kilobytes("VmHWM") - before) / 1024


def _kilobytes(name: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1])


def read_document(content: bytes) -> object:
    return read("document", content)


def compare(name: str, content: bytes) -> None:
    taken = seconds({"read": lambda: read_document(content), "text": lambda: all_text(content)})
    memory = {work.__name__: peak(work, content) for work in (read_document, all_text)}
    rows = sum(1 for _ in read("document", content).facts.rows())
    print(
        f"{name}: {rows} rows read in {taken['read'] * 1000:.0f} ms, text by python-docx in {taken['text'] * 1000:.0f} ms"
        f" ({taken['read'] / taken['text']:.2f} ×); peak {memory['read_document']:.1f} MB"
        f" against {memory['all_text']:.1f} MB"
    )


def main() -> None:
    for size in SIZES:
        content = word(size)
        compare(f"Word, {size:5,} indicators, {len(content) // 1024:4} KB", content)
    content = TEXT.read_bytes()
    taken = seconds({"read": lambda: read_document(content)})["read"]
    print(f"the published document as text: {taken * 1000:.0f} ms; peak {peak(read_document, content):.1f} MB")


if __name__ == "__main__":
    main()
