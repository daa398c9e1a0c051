"""文档导入: handing in a self-evaluation as a document, correcting what was read of it, and taking it over."""

from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from budgets.editing import Part, Refused, closed_sentence, is_adjusting, open_parts
from budgets.models import Evaluation
from budgets.permissions import Permission, guarded
from reports import corrections, filetypes, imports, taking
from reports import last_year as earlier
from reports.corrections import MOST_ROWS
from reports.importers.reading import NOTHING_UNDERSTOOD
from reports.models import Received
from reports.read_in import ReadIn
from reports.received import one_of, receive, waiting
from reports.unreadable_cells import problems
from reports.views.imports import undoable
from reports.views.moves import evaluations

KIND = Received.Kind.DOCUMENT
CHOOSE_FIRST = "请先选择文件。"
GONE = "这份文档已经写入、已经移除，或者不是您上传的"
UNREADABLE = "填写的内容看不懂，请先改正。"
TOO_MUCH = f"读出的指标超过 {MOST_ROWS} 项，不像一份自评报告，没有保存。请只上传自评报告本身。"


@guarded(Permission.EDIT, evaluations)
@require_http_methods(["GET", "POST"])
def document_in(request, evaluation):
    trouble = ""
    if request.method == "POST":
        try:
            received = _received(request, evaluation)
        except Refused as why:
            trouble = str(why)
        else:
            return redirect("document_reading", evaluation.pk, received.key)
    context = {
        "evaluation": evaluation,
        "active_step": "goals",
        "trouble": trouble,
        "why_closed": why_closed(evaluation),
        "in_system": earlier.in_system(evaluation),
        "last_import": imports.last(evaluation, by=request.user),
        "waiting": waiting(KIND, by=request.user, evaluation=evaluation),
    }
    return render(request, "reports/document_in.html", context, status=422 if trouble else 200)


def why_closed(evaluation: Evaluation) -> str:
    """Why nothing that is read can be taken over now; "" where it can."""
    if is_adjusting(evaluation):
        return taking.ADJUSTING
    return "" if open_parts(evaluation) else closed_sentence(evaluation, Part.TARGETS, Part.RESULTS)


def _received(request, evaluation: Evaluation) -> Received:
    """Read once before it is kept, so that nothing lies about that nobody can read. Raises Refused."""
    posted = request.FILES.get("file")
    if posted is None:
        refused = getattr(request, "refused_uploads", ())
        raise Refused(f"“{filetypes.clean_name(refused[0][0])}”：{refused[0][1]}。" if refused else CHOOSE_FIRST)
    content, name = posted.read(), filetypes.clean_name(posted.name)
    if sentence := why_closed(evaluation):
        raise Refused(sentence)
    found = ReadIn(Received(kind=KIND, name=name, content=content))
    if found.trouble:
        raise Refused(f"“{name}”：{found.trouble}。")
    if found.is_empty or found.has_too_much:
        raise Refused(f"“{name}”：{f'{NOTHING_UNDERSTOOD}。' if found.is_empty else TOO_MUCH}")
    return receive(KIND, name, content, by=request.user, evaluation=evaluation)


def _one(request, evaluation: Evaluation, key: UUID) -> Received | None:
    """None where it is somebody else's, too; the person is told so."""
    received = one_of(KIND, key, by=request.user, evaluation=evaluation)
    if received is None:
        messages.info(request, GONE)
    return received


@guarded(Permission.EDIT, evaluations)
@require_http_methods(["GET", "POST"])
def document_reading(request, evaluation, key):
    received = _one(request, evaluation, key)
    if received is None:
        return redirect("document_in", evaluation.pk)
    found = ReadIn(received)
    trouble = found.trouble
    if request.method == "POST" and request.POST.get("do") == "discarded":
        received.delete()
        messages.success(request, f"已移除“{received.name}”，没有写入任何内容")
        return redirect("document_in", evaluation.pk)
    if request.method == "POST" and not found.trouble:
        wish = request.POST.get("do", "save")
        found = _mend(request, received, found)
        if wish == "discard":
            context = {"evaluation": evaluation, "active_step": "goals", "received": received}
            return render(request, "reports/document_discard.html", context)
        if wish == "save":
            return redirect("document_reading", evaluation.pk, key)
        if wish.startswith("add:"):
            return _add(request, evaluation, received, found, wish.removeprefix("add:"))
        try:
            return _go_on(request, evaluation, received, found)
        except Refused as why:
            trouble = str(why)
    return _reading_page(request, evaluation, received, found, trouble)


def _mend(request, received: Received, found: ReadIn) -> ReadIn:
    """Keeps the corrections of the posted form, whatever else is wished for."""
    sent, before = request.POST.dict(), found.corrections
    shown = _shown(sent.get("shown", ""), received) or before
    passages = [one.text for one in found.passages]
    mended = corrections.posted(sent, set(request.POST.getlist("keep")), found.read, before, passages, shown)
    _keep(received, mended)
    if twice := corrections.overwritten(before, mended, shown):
        theirs = "、".join(f"“{before.cells.get(name, '（读出的原文）')[:40]}”" for name in twice[:5])
        messages.warning(request, f"有 {len(twice)} 处在另一页里也改过，已按这一页的保存；另一页里写的是：{theirs}")
    lost = [text for name, text in sent.items() if name.startswith("give:") and text and name[5:] not in mended.settled]
    for text in lost:
        messages.warning(request, f"“{text[:60]}”不是这份文档里的指标，那一段没有归入；请从列表中选择。")
    mended_now = ReadIn(received)
    if request.POST.get("do", "save") == "save":
        messages.success(request, "修改已保存")
    return mended_now


def _shown(signed: str, received: Received) -> corrections.Corrections | None:
    """The corrections that stood on the page that is sent; another tab may have made others since."""
    try:
        return corrections.from_json(signing.loads(signed, salt=str(received.key)))
    except signing.BadSignature:
        return None


def _keep(received: Received, mended: corrections.Corrections) -> None:
    received.mended = corrections.as_json(mended)
    Received.objects.filter(pk=received.pk).update(mended=received.mended)


def _add(request, evaluation: Evaluation, received: Received, found: ReadIn, goal: str):
    """What the reading has missed: a blank row, to be filled in from the document. goal: its key, "" for a new one."""
    mended = corrections.adding(found.corrections, found.read, goal, received.key)
    if mended == found.corrections:
        messages.warning(request, f"一份文档最多 {MOST_ROWS} 项指标，没有再补。")
        return redirect("document_reading", evaluation.pk, received.key)
    _keep(received, mended)
    address = reverse("document_reading", args=[evaluation.pk, received.key])
    return redirect(f"{address}#row-{mended.added[-1][1]}")


def _go_on(request, evaluation: Evaluation, received: Received, found: ReadIn):
    """To the draft, or to last year's page. Raises Refused."""
    if sentence := why_closed(evaluation):
        raise Refused(sentence)
    if found.unreadable:
        raise Refused(UNREADABLE)
    if not found.has_year:
        raise Refused("没有读出年度，请先填写文档是哪个年度的。")
    if found.facts.fiscal_year == evaluation.fiscal_year:
        return redirect("document_draft", evaluation.pk, received.key)
    if found.facts.fiscal_year > evaluation.fiscal_year:
        raise Refused(
            f"这份文档是{found.facts.fiscal_year}年度的，晚于本档案的{evaluation.fiscal_year}年度，不能写入，也不能作为参考。"
        )
    if earlier.in_system(evaluation):
        messages.info(request, "上年度的档案在系统里，复制和参考以系统里的为准，这份文档没有用到。")
        return redirect("last_year", evaluation.pk)
    taking.keep_as_earlier(found.facts, evaluation, received.name, by=request.user)
    received.delete()
    saved = f"{found.facts.fiscal_year}年度的文档已作为参考保存"
    if Part.TARGETS not in open_parts(evaluation):
        messages.success(request, f"{saved}，填写完成情况时在旁边列出。")
        return redirect("results", evaluation.pk)
    messages.success(request, f"{saved}。下面勾选要复制的目标、指标和收入来源。")
    return redirect("last_year", evaluation.pk)


def _reading_page(request, evaluation: Evaluation, received: Received, found: ReadIn, trouble: str):
    year = found.facts.fiscal_year if found.has_year else None
    context = {
        "evaluation": evaluation,
        "active_step": "goals",
        "received": received,
        "found": found,
        "trouble": trouble,
        # They are all that keeps it, unless something else does.
        "problems": problems(found.read, found.unreadable) if trouble in {"", UNREADABLE} else [],
        "why_closed": why_closed(evaluation),
        "year": year,
        "shown": signing.dumps(corrections.as_json(found.corrections), salt=str(received.key), compress=True),
        "is_same_year": year == evaluation.fiscal_year,
        "is_later": year is not None and year > evaluation.fiscal_year,
        "in_system": year is not None and year < evaluation.fiscal_year and earlier.in_system(evaluation),
        "other_department": found.department if not found.is_of(evaluation.department) else "",
        "only_targets": Part.RESULTS not in open_parts(evaluation),
    }
    return render(request, "reports/document_reading.html", context, status=409 if trouble else 200)


@guarded(Permission.EDIT, evaluations)
@require_http_methods(["GET", "POST"])
def document_draft(request, evaluation, key):
    """What the document would change in the draft, and, once that was seen, changing it."""
    received = _one(request, evaluation, key)
    if received is None:
        return redirect("document_in", evaluation.pk)
    found = ReadIn(received)
    if not found.is_ready or found.facts.fiscal_year != evaluation.fiscal_year:
        return redirect("document_reading", evaluation.pk, key)
    trouble, changed = why_closed(evaluation), frozenset()
    if request.method == "POST" and not trouble:
        over, seen = set(request.POST.getlist("over")), set(request.POST.getlist("seen"))
        try:
            with imports.noting(evaluation, received.name, by=request.user) as noted:
                counted = taking.take(found.facts, evaluation, over, seen, by=request.user)
        except taking.Changed as why:
            trouble, changed = str(why), frozenset(entry.name for entry in why.entries)
        except Refused as why:
            trouble = str(why)
        else:
            received.delete()
            messages.success(request, undoable(_said(counted), noted))
            return redirect("goals", evaluation.pk)
    return _draft_page(request, evaluation, received, found, trouble, changed)


def _draft_page(request, evaluation, received: Received, found: ReadIn, trouble: str, changed: frozenset[str]):
    plan = taking.plan(found.facts, evaluation)
    ticked = plan.overwrites if request.GET.get("choose") == "all" else set(request.POST.getlist("over"))
    context = {
        "evaluation": evaluation,
        "active_step": "goals",
        "received": received,
        "found": found,
        "plan": plan,
        # Of a cell that somebody has just changed, nobody has said yet that it may be overwritten.
        "ticked": ticked - changed,
        "changed": changed,
        "trouble": trouble,
        "whole": taking.whole_left_out(found.facts, plan.here),
        "is_open": not why_closed(evaluation),
        "other_department": found.department if not found.is_of(evaluation.department) else "",
    }
    status = 409 if trouble and request.method == "POST" else 200
    return render(request, "reports/document_draft.html", context, status=status)


def _said(counted: dict[str, int]) -> str:
    added = "、".join(f"{counted[what]} {what}" for what in ("个年度目标", "项指标", "项收入来源") if counted[what])
    parts = [f"新增 {added}" if added else ""]
    parts += [f"{verb} {counted[what]} 处" for what, verb in (("处空白", "填入"), ("处覆盖", "覆盖")) if counted[what]]
    said = "，".join(filter(None, parts))
    return f"已从文档写入草稿：{said}。请逐项核对" if said else "文档里的内容这里都已经有了，没有写入"
