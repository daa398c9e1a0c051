"""What happened to an evaluation, and what was issued. Rows here are only ever added."""

from django.db import models

from budgets.models import Evaluation, Status


class Event(models.Model):
    """One move. Keeps the facts of each submission, so that readers never depend on the draft in work.

    row_comments: [{"key", "name", "comment"}]; detail: what the move asked for (signature, publication);
    answers: those given to the warnings that these facts raise (indicators.findings.Given).
    """

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="events")
    action = models.CharField(max_length=30)
    from_status = models.CharField(max_length=20, choices=Status.choices)
    to_status = models.CharField(max_length=20, choices=Status.choices)
    by = models.ForeignKey("budgets.User", models.PROTECT, related_name="+")
    # Names change and people leave; the history says who it was then.
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()
    revision = models.PositiveIntegerField()
    comment = models.TextField(blank=True)
    row_comments = models.JSONField(default=list, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    facts = models.JSONField(null=True, blank=True)
    answers = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "流转记录"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.by_name} {self.action}"


class IssuedReport(models.Model):
    """A frozen, numbered report: everything it was made from and the checksum of everything it consists of."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="issued_reports")
    event = models.OneToOneField(Event, models.PROTECT, related_name="issued_report")
    sequence = models.PositiveSmallIntegerField()
    number = models.CharField("报告编号", max_length=80, unique=True)
    issued_at = models.DateTimeField()
    facts = models.JSONField()
    document = models.JSONField()
    findings = models.JSONField(default=list)
    answers = models.JSONField(default=list)
    document_sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "已定稿报告"
        ordering = ["evaluation", "sequence"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "sequence"], name="issued_report_sequence_once")]

    def __str__(self):
        return self.number


class IssuedFile(models.Model):
    """One format of an issued report, byte for byte. `name` is the last part of its address, such as form.xlsx."""

    report = models.ForeignKey(IssuedReport, models.PROTECT, related_name="files")
    name = models.CharField(max_length=40)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "定稿文件"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["report", "name"], name="issued_file_once")]

    def __str__(self):
        return self.name
