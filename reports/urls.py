"""Addresses of leading, moving and reading an evaluation."""

from django.urls import path

from reports.views import (
    answers,
    changes,
    check,
    documents,
    documents_in,
    evidence,
    examining,
    filling,
    gallery,
    home,
    imports,
    last_year,
    moves,
    overview,
)
from reports.views import open as opening

urlpatterns = [
    path("", home.home, name="home"),
    path("layouts/", gallery.layouts, name="layouts"),
    path("layouts/<str:name>/", gallery.layout, name="layout"),
    path("examine/", examining.upload, name="examine"),
    path("examine/<uuid:key>/", examining.examined, name="examined"),
    path("examine/<uuid:key>/report.pdf", examining.report_pdf, name="examined_pdf"),
    path("evaluations/open/", opening.open_evaluation, name="open_evaluation"),
    path("evaluations/<int:pk>/", overview.overview, name="evaluation"),
    path("evaluations/<int:pk>/frame/", overview.frame, name="frame"),
    path("evaluations/<int:pk>/check/", check.check, name="check"),
    path("evaluations/<int:pk>/check/answers/", answers.answers, name="answers"),
    path("evaluations/<int:pk>/document/", documents_in.document_in, name="document_in"),
    path("evaluations/<int:pk>/document/<uuid:key>/", documents_in.document_reading, name="document_reading"),
    path("evaluations/<int:pk>/document/<uuid:key>/draft/", documents_in.document_draft, name="document_draft"),
    path("evaluations/<int:pk>/last-year/", last_year.last_year, name="last_year"),
    path("evaluations/<int:pk>/table.xlsx", filling.table, name="table"),
    path("evaluations/<int:pk>/import/", filling.import_table, name="import_table"),
    path("evaluations/<int:pk>/import/<uuid:key>/", filling.import_preview, name="import_preview"),
    path("evaluations/<int:pk>/import/<uuid:key>/undo/", imports.import_undo, name="import_undo"),
    path("evaluations/<int:pk>/import/<uuid:key>/marked.xlsx", filling.import_marked, name="import_marked"),
    path("evaluations/<int:pk>/changes/", changes.changes, name="changes"),
    path("evaluations/<int:pk>/moves/<action>/", moves.move, name="move"),
    path("evaluations/<int:pk>/preview/", documents.preview, name="preview"),
    path("evaluations/<int:pk>/report/", documents.report, name="report"),
    path("evaluations/<int:pk>/report.pdf", documents.report_pdf, name="report_pdf"),
    path("evaluations/<int:pk>/report.docx", documents.report_docx, name="report_docx"),
    path("evaluations/<int:pk>/form.pdf", documents.form_pdf, name="form_pdf"),
    path("evaluations/<int:pk>/form.xlsx", documents.form_xlsx, name="form_xlsx"),
    path("evaluations/<int:pk>/data.json", documents.data_json, name="data_json"),
    path("evaluations/<int:pk>/issued/<int:sequence>/<str:name>", documents.issued_file, name="issued_file"),
    path("evaluations/<int:pk>/evidence/", evidence.evidence, name="evidence"),
    path("evaluations/<int:pk>/evidence/<uuid:key>/", evidence.evidence_of, name="evidence_of"),
    path("evaluations/<int:pk>/evidence/files/<int:number>/", evidence.evidence_file, name="evidence_file"),
    path(
        "evaluations/<int:pk>/evidence/files/<int:number>/remove/", evidence.evidence_removal, name="evidence_removal"
    ),
]
