"""Making the files of a report: drafts on request, and the frozen, numbered ones at approval."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.core.cache import caches

from budgets.editing import Refused
from budgets.models import Evaluation, Scope, Status
from budgets.rulesets import RULE_SETS
from indicators.facts import Facts
from indicators.facts import as_json as facts_as_json
from indicators.findings import Finding
from indicators.findings import as_json as finding_as_json
from reports import document as documents
from reports import evidence, fonts
from reports.compose import compose
from reports.document import Document, Footer
from reports.layouts import LAYOUTS
from reports.models import Event, IssuedFile, IssuedReport
from reports.renderers import RENDERERS
from reports.renderers.pdf import Unavailable

CHECKSUM_DIGITS = 12


@dataclass(frozen=True)
class File:
    """One file of a report. parts: which parts of the document it prints; title: of the download's Chinese name."""

    renderer: str
    parts: tuple[str, ...]
    title: str


FILES: dict[str, File] = {
    "report.html": File("html", ("narrative", "form"), "部门整体绩效自评报告"),
    "report.pdf": File("pdf", ("narrative", "form"), "部门整体绩效自评报告"),
    "report.docx": File("docx", ("narrative", "form"), "部门整体绩效自评报告"),
    "form.pdf": File("pdf", ("form",), "部门整体绩效自评表"),
    # The workbook has a sheet for the revenue table, which stands in the narrative, and one for programs.
    "form.xlsx": File("xlsx", ("narrative", "form", "rows"), "部门整体绩效自评表"),
}
DATA = "data.json"
# An issued report.pdf carries what it was made from, and the form for those who calculate.
ENCLOSED = (DATA, "form.xlsx")


@dataclass(frozen=True)
class Prepared:
    """An issued report before it is stored. contents: (content type, bytes) by file name; answers: as the event kept them."""

    revision: int
    sequence: int
    number: str
    facts: Facts
    findings: tuple[Finding, ...]
    answers: list[dict]
    document: Document
    checksum: str
    contents: Mapping[str, tuple[str, bytes]]


def composed(facts: Facts, *, mark: str = "", footer: Footer | None = None) -> Document:
    return compose(facts, RULE_SETS[facts.rule_set], LAYOUTS[facts.layout], mark=mark, footer=footer)


def render(document: Document, name: str, enclosed: Mapping[str, bytes] | None = None) -> tuple[str, bytes]:
    """Content type and bytes of one of FILES. Raises pdf.Unavailable where this machine cannot print.

    enclosed: what a PDF carries inside, by file name.
    """
    file = FILES[name]
    renderer = RENDERERS[file.renderer]
    part = parts_of(document, *file.parts)
    return renderer.CONTENT_TYPE, renderer.render(part, enclosed) if enclosed else renderer.render(part)


def kept(document: Document, name: str, enclosed: Mapping[str, bytes] | None = None) -> tuple[str, bytes]:
    """As `render`, but what this process printed of the very same document is not laid out again."""
    canonical = json.dumps(documents.as_json(document), ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(canonical.encode())
    for inside, content in sorted((enclosed or {}).items()):
        digest.update(f"\n{inside}:{hashlib.sha256(content).hexdigest()}".encode())
    key = f"{name}:{digest.hexdigest()}"
    found = caches["documents"].get(key)
    if found is None:
        found = render(document, name, enclosed)
        caches["documents"].set(key, found)
    return found


def parts_of(document: Document, *names: str) -> Document:
    return replace(document, parts=tuple(part for part in document.parts if part.name in names))


def mark_of(evaluation: Evaluation, *, handed_over: bool) -> str:
    """What a report that is not issued must carry. handed_over: the reader sees what was submitted, not the draft."""
    waiting = evaluation.status in {Status.SIGN_OFF, Status.SUBMITTED}
    return "review" if waiting or handed_over else "draft"


def download_name(facts: Facts, name: str) -> str:
    """2022年度蔡甸区民政局部门整体绩效自评表.xlsx; only 汇总 is named, which the same unit owes besides its own."""
    title = FILES[name].title if name in FILES else "部门整体绩效自评数据"
    scope = f"（{Scope.COMBINED.label}）" if facts.scope == Scope.COMBINED else ""
    return f"{facts.fiscal_year}年度{facts.department.form_name}{scope}{title}.{name.rpartition('.')[2]}"


def data_bytes(facts: Facts) -> bytes:
    return json.dumps(facts_as_json(facts), ensure_ascii=False, indent=1).encode()


def number_of(facts: Facts, sequence: int) -> str:
    scope = "" if facts.scope == Scope.UNIT else f"（{Scope(facts.scope).label}）"
    return f"绩评〔{facts.fiscal_year}〕{facts.department.code}{scope}第{sequence}号"


def checksum(document: Document) -> str:
    """SHA-256 of the document's JSON without its footer, which carries the first digits of this very sum."""
    plain = documents.as_json(replace(document, footer=None))
    canonical = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def prepare(
    evaluation: Evaluation, facts: Facts, findings: tuple[Finding, ...], answers: list[dict] | None = None
) -> Prepared:
    """Renders everything that approval will freeze. To be called before the lock is taken; raises Refused.

    Who was refused because somebody was quicker, and approves again, does not wait for the same pages twice.
    """
    sequence = evaluation.issued_reports.count() + 1
    plain = composed(facts)
    if missing := fonts.uncovered(fonts.all_text(plain)):
        raise Refused(f"现在不能定稿：{fonts.refusal(missing)}")
    digest = checksum(plain)
    number = number_of(facts, sequence)
    document = replace(plain, footer=Footer(number, digest[:CHECKSUM_DIGITS]))
    try:
        contents = {name: kept(document, name) for name in FILES if name != "report.pdf"}
        contents[DATA] = ("application/json", data_bytes(facts))
        enclosed = {name: contents[name][1] for name in ENCLOSED}
        contents["report.pdf"] = kept(document, "report.pdf", enclosed)
    except Unavailable as unavailable:
        raise Refused(f"现在不能定稿：{unavailable}") from unavailable
    return Prepared(evaluation.revision, sequence, number, facts, findings, answers or [], document, digest, contents)


def store(prepared: Prepared | None, locked: Evaluation, event: Event) -> IssuedReport:
    """Inside the transaction of the approval. Raises Refused where something changed since it was prepared."""
    if prepared is None or prepared.revision != locked.revision - 1:
        raise Refused("准备定稿期间内容有变化，请看过最新内容再审核。")
    report = IssuedReport.objects.create(
        evaluation=locked,
        event=event,
        sequence=prepared.sequence,
        number=prepared.number,
        issued_at=event.at,
        facts=facts_as_json(prepared.facts),
        document=documents.as_json(prepared.document),
        findings=[finding_as_json(finding) for finding in prepared.findings],
        answers=prepared.answers,
        document_sha256=prepared.checksum,
    )
    for name, (content_type, content) in prepared.contents.items():
        IssuedFile.objects.create(
            report=report,
            name=name,
            content_type=content_type,
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
        )
    evidence.keep(report)
    return report


def latest(evaluation: Evaluation) -> IssuedReport:
    return evaluation.issued_reports.latest("sequence")
