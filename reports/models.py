"""What happened to an evaluation, what was issued, and the files beside it. Rows are only ever added, but what is read in."""

import uuid

from django.db import models
from django.db.models import F, Q

from budgets.models import Evaluation, PersonField, Status


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


class EvidenceQuerySet(models.QuerySet):
    def present(self):
        """What belongs to the draft: a stamped copy of an issued report belongs to that report, and to no later one."""
        return self.filter(removed_revision__isnull=True).exclude(kind=Evidence.Kind.STAMPED, issued__isnull=False)

    def as_of(self, revision: int):
        """What was there when the evaluation had this revision, that of a submission."""
        there = Q(removed_revision__isnull=True) | Q(removed_revision__gt=revision)
        earlier = Q(kind=Evidence.Kind.STAMPED, issued__report__event__revision__lt=revision)
        return self.filter(there, added_revision__lt=revision).exclude(earlier)


class Evidence(models.Model):
    """One file of an indicator (佐证材料) or of the evaluation (盖章扫描件). Nothing in a row changes but its removal.

    The revisions say what was there at which submission, however clocks went. indicator_name: as it was then.
    """

    class Kind(models.TextChoices):
        EVIDENCE = "evidence", "佐证材料"
        STAMPED = "stamped", "盖章扫描件"

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="evidence")
    kind = models.CharField("类别", max_length=20, choices=Kind.choices)
    indicator_key = models.UUIDField(null=True, blank=True)
    indicator_name = models.CharField(max_length=300, blank=True)
    name = models.CharField("文件名", max_length=100)
    content_type = models.CharField("类型", max_length=100)
    size = models.PositiveIntegerField("大小")
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey("budgets.User", models.PROTECT, related_name="+")
    added_by_name = models.CharField(max_length=150)
    added_at = models.DateTimeField()
    added_revision = models.PositiveIntegerField()
    removed_by = PersonField()
    removed_by_name = models.CharField(max_length=150, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_revision = models.PositiveIntegerField(null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="evidence", indicator_key__isnull=False)
                | Q(kind="stamped", indicator_key__isnull=True),
                name="evidence_of_an_indicator_or_stamped",
            ),
            models.CheckConstraint(condition=Q(size__gte=1, size__lte=10 * 1024 * 1024), name="evidence_size"),
            models.CheckConstraint(
                condition=Q(removed_by__isnull=True, removed_at__isnull=True, removed_revision__isnull=True)
                | Q(removed_by__isnull=False, removed_at__isnull=False, removed_revision__gt=F("added_revision")),
                name="evidence_removal_whole",
            ),
            models.UniqueConstraint(
                fields=["evaluation", "indicator_key", "sha256"],
                condition=Q(kind="evidence", removed_revision__isnull=True),
                name="evidence_present_once",
            ),
        ]

    def __str__(self):
        return self.name


class EvidenceContent(models.Model):
    """The bytes, apart from what lists read. Gone once the file was removed before anybody was shown it."""

    evidence = models.OneToOneField(Evidence, models.CASCADE, related_name="content", primary_key=True)
    content = models.BinaryField()

    class Meta:
        verbose_name = verbose_name_plural = "附件内容"

    def __str__(self):
        return f"{self.evidence_id}"


class IssuedEvidence(models.Model):
    """A file that belongs to an issued report, and stays with it."""

    report = models.ForeignKey(IssuedReport, models.PROTECT, related_name="evidence")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="issued")

    class Meta:
        verbose_name = verbose_name_plural = "定稿附件"
        ordering = ["evidence"]
        constraints = [models.UniqueConstraint(fields=["report", "evidence"], name="issued_evidence_once")]

    def __str__(self):
        return f"{self.evidence_id}"


class Received(models.Model):
    """A file that somebody handed in to be read, kept until it is taken over, or for a few days.

    Its previews are read from the bytes anew; `mended` is what the person put right of the reading. Nobody else sees it.
    """

    class Kind(models.TextChoices):
        WORKBOOK = "workbook", "表格导入"
        DOCUMENT = "document", "文档导入"
        EXAMINED = "examined", "文档体检"

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("用途", max_length=20, choices=Kind.choices)
    evaluation = models.ForeignKey(Evaluation, models.CASCADE, null=True, blank=True, related_name="received")
    name = models.CharField("文件名", max_length=100)
    content = models.BinaryField()
    mended = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey("budgets.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "待读入的文件"
        ordering = ["-pk"]

    def __str__(self):
        return self.name


class Import(models.Model):
    """What the last import of a person changed: the facts before and after, so that he can take it back as a whole.

    name: of the file, or what it was copied from.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="imports")
    name = models.CharField("来源", max_length=150)
    before = models.JSONField()
    after = models.JSONField()
    by = models.ForeignKey("budgets.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "导入记录"
        constraints = [models.UniqueConstraint(fields=["evaluation", "by"], name="import_last_of_a_person")]

    def __str__(self):
        return self.name


class EarlierDocument(models.Model):
    """What a document of an earlier year said, for an evaluation whose year before is not in the system.

    It is copied from and shown beside, never printed. One per evaluation: a newer one takes its place.
    name: of the file; facts: as the person who read it in put them right.
    """

    evaluation = models.OneToOneField(Evaluation, models.CASCADE, related_name="earlier_document")
    fiscal_year = models.PositiveSmallIntegerField("年度")
    facts = models.JSONField()
    name = models.CharField("文件名", max_length=100)
    by = models.ForeignKey("budgets.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "上年度文档"

    def __str__(self):
        return self.name
