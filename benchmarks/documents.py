"""The founding report's files against what else could make them: medians of alternating rounds, nothing remembered.

python -m benchmarks.documents                        the table of ratios
python -m benchmarks.documents --noto FOLDER          with the files of fonts-noto-cjk where they are not installed

Every contestant starts from the document in memory and ends with the file's bytes in memory.
"""

import argparse
import io
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM_OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip
Work = Callable[[], object]


def prepare_django(folder: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ["TEST_DATABASE_URL"] = f"sqlite:///{folder / 'benchmark.sqlite3'}"
    import django

    django.setup()


def document():
    from reports.demo import founding
    from reports.issue import composed

    return composed(founding())


def alternate(contestants: dict[str, Work], rounds: int) -> dict[str, float]:
    """Median seconds. Each round runs everybody once, so that what else the machine does meets them alike."""
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for work in contestants.values():
        work()
    for _ in range(rounds):
        for name, work in contestants.items():
            start = perf_counter()
            work()
            seconds[name].append(perf_counter() - start)
    return {name: median(taken) for name, taken in seconds.items()}


def table(title: str, seconds: dict[str, float], base: str, goal: str) -> None:
    """The ratio says how many times the base's time it took."""
    print(f"\n{title}（{goal}）")
    for name, taken in seconds.items():
        print(f"  {name:44} {taken * 1000:9.1f} ms  {taken / seconds[base]:7.2f} × {base}")


# ---- PDF ----------------------------------------------------------------------------------------

OURS, CHROMIUM, NOTO, OFFICE = "our renderer, warm", "Chromium, persistent", "WeasyPrint, Noto", "LibreOffice, cold"


def compare_pdfs(rounds: int, noto: Path | None) -> None:
    from reports.renderers import html, pdf

    report = document()
    contestants: dict[str, Work] = {OURS: lambda: pdf.render(report)}
    with ExitStack() as stack:
        printing = stack.enter_context(chromium())
        if printing:
            contestants[CHROMIUM] = lambda: printing(html.render(report).decode())
        if noto:
            contestants[NOTO] = stack.enter_context(plain_weasyprint(noto))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="office-")))
        if office := shutil.which("soffice"):
            contestants[OFFICE] = lambda: convert(office, folder, html.render(report))
        seconds = alternate(contestants, rounds)
        pages = {name: pages_of(work()) for name, work in contestants.items()}
    table("PDF of the founding report", seconds, CHROMIUM if printing else OURS, "at most 1.0 × Chromium")
    print("  pages and KB: " + ", ".join(f"{name} {count}, {size}" for name, (count, size) in pages.items()))
    for name, missing in ((CHROMIUM, "chromium"), (NOTO, "fonts-noto-cjk"), (OFFICE, "libreoffice-writer")):
        if name not in contestants:
            print(f"  not measured: {name}. apt-get install -y --no-install-recommends {missing}")


@contextmanager
def chromium() -> Iterator[Callable[[str], bytes] | None]:
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium")
    if not program:
        yield None
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_OPTIONS)
        page = browser.new_page()

        def printed(text: str) -> bytes:
            page.set_content(text)
            return page.pdf(prefer_css_page_size=True, print_background=True)

        yield printed
        browser.close()


@contextmanager
def plain_weasyprint(fonts: Path) -> Iterator[Work]:
    """WeasyPrint as it comes, in a process that finds Debian's Noto fonts alone."""
    with tempfile.TemporaryDirectory(prefix="noto-") as folder:
        conf = Path(folder) / "fonts.conf"
        conf.write_text(
            f"<fontconfig><dir>{fonts}</dir><cachedir>{folder}/cache</cachedir></fontconfig>", encoding="utf-8"
        )
        ours, theirs = multiprocessing.Pipe()
        worker = multiprocessing.get_context("spawn").Process(target=print_plainly, args=(theirs, str(conf)))
        worker.start()

        def printed() -> bytes:
            ours.send("print")
            return ours.recv()

        yield printed
        ours.send("end")
        worker.join()


def print_plainly(pipe, conf: str) -> None:
    prepare_django(Path(conf).parent)
    # The settings have named our own fonts.
    os.environ["FONTCONFIG_FILE"] = conf
    import weasyprint

    from reports.renderers import html

    report = document()
    while pipe.recv() == "print":
        pipe.send(weasyprint.HTML(string=html.render(report).decode()).write_pdf())


def convert(office: str, folder: Path, page: bytes) -> bytes:
    (folder / "report.html").write_bytes(page)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf:writer_web_pdf_Export", "report.html"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return (folder / "report.pdf").read_bytes()


def pages_of(file: bytes) -> tuple[int, int]:
    import pypdf

    return len(pypdf.PdfReader(io.BytesIO(file)).pages), len(file) // 1000


def noto_folder(named: Path | None) -> Path | None:
    for folder in filter(None, (named, Path("/usr/share/fonts"))):
        if found := next(folder.rglob("NotoSerifCJK-Regular.ttc"), None):
            return found.parent
    return None


# ---- Excel --------------------------------------------------------------------------------------


def compare_workbooks(rounds: int) -> None:
    from reports.renderers import xlsx

    report = document()
    seconds = alternate(
        {"our workbook": lambda: xlsx.render(report), "openpyxl, naive": lambda: naive_workbook(report)}, rounds
    )
    table("Excel of the founding report", seconds, "openpyxl, naive", "at most 0.25 × naive")


def naive_workbook(report) -> bytes:
    """The same tables as everybody writes them: styles made for each cell, `merge_cells` for each span."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, Side

    from reports.document import placed
    from reports.renderers.amounts import number, number_format

    book = Workbook()
    book.remove(book.active)
    for title, one in (("自评表", report.part("form")), ("收入", report.part("narrative"))):
        ws, top = book.create_sheet(title), 1
        for block in one.blocks:
            if block.kind_name != "table":
                continue
            for row, column, cell in placed(block):
                for r in range(top + row, top + row + cell.down):
                    for c in range(column + 1, column + 1 + cell.across):
                        there = ws.cell(r, c)
                        there.font = Font(name="宋体", size=10.5, bold=cell.role == "total")
                        there.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
                        side = Side(style="thin")
                        there.border = Border(left=side, right=side, top=side, bottom=side)
                        there.number_format = number_format(cell)
                ws.cell(top + row, column + 1).value = cell.text if cell.kind == "text" else number(cell)
                if cell.down > 1 or cell.across > 1:
                    ws.merge_cells(None, top + row, column + 1, top + row + cell.down - 1, column + cell.across)
            top += len(block.rows) + 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# ---- from the store -----------------------------------------------------------------------------


def compare_store(rounds: int) -> None:
    """An issued report, out of the database, against the smallest pages that the product has."""
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    from budgets.models import Status
    from reports.demo import founding_mended
    from tests.evaluations import make_evaluation
    from tests.people import make_cast

    call_command("migrate", verbosity=0)
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.APPROVED, facts=founding_mended())
    client = Client()
    client.force_login(cast.preparer)

    def get(address: str) -> Work:
        def got() -> bytes:
            answer = client.get(address)
            if answer.status_code != 200:
                raise RuntimeError(f"{address}: {answer.status_code}")
            return answer.content

        return got

    trivial = "trivial page (password)"
    contestants = {
        "issued report.html": get(reverse("report", args=[evaluation.pk])),
        "issued report.pdf": get(reverse("report_pdf", args=[evaluation.pk])),
        trivial: get(reverse("password_change")),
        "health check": get(reverse("healthz")),
    }
    # Here a round is a few milliseconds.
    table("Issued report from the store", alternate(contestants, rounds * 10), trivial, "at most 2 × a trivial page")


# ---- two processes ------------------------------------------------------------------------------


def print_for(seconds: float, start, counts) -> None:
    with tempfile.TemporaryDirectory() as folder:
        prepare_django(Path(folder))
        from reports.renderers import pdf

        report = document()
        pdf.render(report)
        start.wait()
        begun, count = perf_counter(), 0
        while perf_counter() - begun < seconds:
            pdf.render(report)
            count += 1
        counts.put(count / (perf_counter() - begun))


def measure_two_processes(seconds: float) -> None:
    context = multiprocessing.get_context("spawn")
    start, counts = context.Barrier(2), context.Queue()
    workers = [context.Process(target=print_for, args=(seconds, start, counts)) for _ in range(2)]
    for worker in workers:
        worker.start()
    rate = sum(counts.get() for _ in workers)
    for worker in workers:
        worker.join()
    print(f"\nTwo processes: {rate:.2f} reports a second for {seconds:.0f} s（at least 2.5）")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--noto", type=Path, metavar="FOLDER")
    wanted = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        prepare_django(Path(folder))
        print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        compare_pdfs(wanted.rounds, noto_folder(wanted.noto))
        compare_workbooks(wanted.rounds)
        compare_store(wanted.rounds)
        measure_two_processes(10)


if __name__ == "__main__":
    main()
