"""Units as a tree, people and their roles, evaluations with their money.

Nothing here moves an evaluation or writes into one: see `editing` and `reports.workflow`.
"""

import uuid
from functools import cached_property, partial

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from budgets import money

MoneyField = partial(models.DecimalField, max_digits=17, decimal_places=2, null=True, blank=True)
PersonField = partial(models.ForeignKey, "budgets.User", models.PROTECT, null=True, blank=True, related_name="+")


class Role(models.TextChoices):
    PREPARER = "preparer", "填报人"
    CONTRIBUTOR = "contributor", "协办人"
    APPROVER = "approver", "单位审核人"
    REVIEWER = "reviewer", "审核人"
    ADMIN = "admin", "管理员"


# These two hold for the whole subtree of their department, the others for their own unit alone.
SUBTREE_ROLES = (Role.REVIEWER, Role.ADMIN)


class Scope(models.TextChoices):
    UNIT = "unit", "单位"
    OWN = "own", "本级"
    COMBINED = "combined", "汇总"


class Basis(models.TextChoices):
    INITIAL = "initial", "年初预算数"
    ADJUSTED = "adjusted", "调整后预算数"


class Status(models.TextChoices):
    TARGETS_DRAFT = "targets_draft", "目标填报"
    TARGETS_SUBMITTED = "targets_submitted", "目标待审"
    DRAFT = "draft", "自评填报"
    SIGN_OFF = "sign_off", "单位审签"
    SUBMITTED = "submitted", "自评待审"
    APPROVED = "approved", "已审核"
    PUBLISHED = "published", "已公开"


class DepartmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        own = Q(pk__in=[m.department_id for m in user.roles if m.role not in SUBTREE_ROLES])
        for path in {m.department.path for m in user.roles if m.role in SUBTREE_ROLES}:
            own |= Q(path__startswith=path)
        return self.filter(own)

    def managed_by(self, user):
        managed = Q(pk__in=[])
        for path in {m.department.path for m in user.roles if m.role == Role.ADMIN}:
            managed |= Q(path__startswith=path)
        return self.filter(managed)


class Department(models.Model):
    """A budget unit. `path` is kept by `departments.plant` and `departments.move` alone."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级单位"
    )
    code = models.CharField("单位代码", max_length=40, unique=True)
    full_name = models.CharField("全称", max_length=100)
    form_name = models.CharField("表内名称", max_length=100)
    short_name = models.CharField("简称", max_length=50)
    path = models.CharField(max_length=255, unique=True, editable=False)
    signs_off = models.BooleanField("提交前须单位审签", default=True)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        ordering = ["path"]

    def __str__(self):
        return self.full_name


class User(AbstractUser):
    full_name = models.CharField("姓名", max_length=50, blank=True)
    must_change_password = models.BooleanField("下次登录须修改密码", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "用户"

    def __str__(self):
        return self.display_name

    @property
    def display_name(self):
        return self.full_name or self.username

    @cached_property
    def roles(self):
        """The memberships with their departments: one query for all questions of one request."""
        if not self.is_active:
            return []
        return list(self.memberships.select_related("department").order_by("pk"))

    @property
    def is_manager(self):
        return any(m.role == Role.ADMIN for m in self.roles)

    @property
    def departments_text(self):
        return "、".join(dict.fromkeys(m.department.short_name for m in self.roles))


class Membership(models.Model):
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name="用户")
    department = models.ForeignKey(Department, models.PROTECT, related_name="memberships", verbose_name="单位")
    role = models.CharField("角色", max_length=20, choices=Role.choices)

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "department", "role"],
                name="membership_once",
                violation_error_message="此人在该单位已有这个角色",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self):
        return f"{self.user}（{self.get_role_display()}）"


class SignInFailures(models.Model):
    """Wrong passwords for one user name, whether or not anybody has it. See `throttle`."""

    name_hash = models.CharField(max_length=64, unique=True)
    count = models.PositiveSmallIntegerField(default=0)
    since = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "登录失败"

    def __str__(self):
        return f"{self.count}"


class EvaluationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(department__in=Department.objects.visible_to(user))


def _by_another(first: str, second: str) -> models.CheckConstraint:
    """Nobody approves what he himself submitted."""
    return models.CheckConstraint(
        condition=Q(**{f"{second}__isnull": True}) | Q(**{f"{first}__isnull": True}) | ~Q(**{second: F(first)}),
        name=f"evaluation_{second}_not_{first}",
        violation_error_message="提交的人不能自己审核",
    )


def _together(name: str, *fields: str) -> models.CheckConstraint:
    """Who and when are known together, or neither."""
    none = Q(**{f"{field}__isnull": True for field in fields})
    every = Q(**{f"{field}__isnull": False for field in fields})
    return models.CheckConstraint(condition=none | every, name=name)


class Evaluation(models.Model):
    """One department, one fiscal year, one scope. `revision` counts every change and every move."""

    department = models.ForeignKey(Department, models.PROTECT, related_name="evaluations", verbose_name="单位")
    fiscal_year = models.PositiveSmallIntegerField("年度")
    scope = models.CharField("范围", max_length=20, choices=Scope.choices, default=Scope.UNIT)
    status = models.CharField("状态", max_length=20, choices=Status.choices, default=Status.TARGETS_DRAFT)
    revision = models.PositiveIntegerField(default=0)
    edited_by = PersonField()
    edited_at = models.DateTimeField(null=True, blank=True)

    rule_set = models.CharField("规则", max_length=40)
    layout = models.CharField("版式", max_length=40)
    basis = models.CharField("执行率口径", max_length=20, choices=Basis.choices, default=Basis.ADJUSTED)
    basis_noted = models.BooleanField("口径说明", default=False)
    carry_over = MoneyField(verbose_name="年末结转结余")
    typed_in_wan = models.JSONField(default=list, blank=True)
    adjustment_reason = models.TextField("预算调整原因", blank=True)
    low_execution_reason = models.TextField("执行率偏低原因", blank=True)
    execution_note = models.TextField("预算执行情况说明", blank=True)

    targets_submitted_by = PersonField()
    targets_approved_by = PersonField()
    targets_approved_at = models.DateTimeField(null=True, blank=True)
    submitted_by = PersonField()
    signed_by = PersonField()
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_name = models.CharField("签字人", max_length=50, blank=True)
    signed_on = models.DateField("签字日期", null=True, blank=True)
    approved_by = PersonField()
    approved_at = models.DateTimeField(null=True, blank=True)
    # The first time anything reached the finance bureau; until then its reviewers see progress only.
    handed_over_at = models.DateTimeField(null=True, blank=True)
    published_on = models.DateField("公开日期", null=True, blank=True)
    published_at = models.CharField("公开地址", max_length=500, blank=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "年度绩效档案"
        ordering = ["-fiscal_year", "department__path", "scope"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "fiscal_year", "scope"],
                name="evaluation_once",
                violation_error_message="该单位这一年度、这一范围的绩效档案已经开通",
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="evaluation_status_known"),
            models.CheckConstraint(condition=Q(scope__in=Scope.values), name="evaluation_scope_known"),
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="evaluation_basis_known"),
            models.CheckConstraint(
                condition=Q(fiscal_year__gte=2000, fiscal_year__lte=2100),
                name="evaluation_year_plausible",
                violation_error_message="年度应在 2000 至 2100 之间",
            ),
            _by_another("targets_submitted_by", "targets_approved_by"),
            _by_another("submitted_by", "signed_by"),
            _by_another("submitted_by", "approved_by"),
            _together("evaluation_targets_approval_whole", "targets_approved_by", "targets_approved_at"),
            _together("evaluation_signature_whole", "signed_by", "signed_at", "signed_on"),
            _together("evaluation_approval_whole", "approved_by", "approved_at"),
        ]

    def __str__(self):
        return f"{self.fiscal_year}年度{self.department.form_name}（{self.get_scope_display()}）"

    def get_absolute_url(self):
        return reverse("evaluation", args=[self.pk])

    @property
    def targets_approved(self):
        return self.targets_approved_at is not None


class Row(models.Model):
    """A row that is typed: its key is made by whoever creates it, and stays through files and comparisons."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveIntegerField(default=0)
    changed_by = PersonField()
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class RevenueLine(Row):
    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="revenue_lines")
    source = models.CharField("项目", max_length=100, blank=True)
    initial = MoneyField(verbose_name="年初预算数")
    adjusted = MoneyField(verbose_name="调整预算数")
    final = MoneyField(verbose_name="决算数")
    # 收入 received and what was spent of it differ; only some forms ask for the latter by source.
    executed = MoneyField(verbose_name="执行数")
    typed_in_wan = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "收入决算"
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "key"], name="revenue_key_once")]

    def __str__(self):
        return f"{self.source} {money.yuan_text(self.final)}"


class ExpenditureLine(models.Model):
    class Kind(models.TextChoices):
        BASIC = "basic", "基本支出"
        PROJECT = "project", "项目支出"

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="expenditure_lines")
    kind = models.CharField("类别", max_length=20, choices=Kind.choices)
    initial = MoneyField(verbose_name="年初预算数")
    adjusted = MoneyField(verbose_name="调整预算数")
    executed = MoneyField(verbose_name="执行数")
    typed_in_wan = models.JSONField(default=list, blank=True)
    changed_by = PersonField()
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "支出"
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "kind"], name="expenditure_kind_once"),
            models.CheckConstraint(condition=Q(kind__in=["basic", "project"]), name="expenditure_kind_known"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {money.yuan_text(self.executed)}"


# The usual names of 收入; a line may carry any other.
REVENUE_SOURCES = (
    "一般公共预算财政拨款收入",
    "政府性基金预算财政拨款收入",
    "国有资本经营预算财政拨款收入",
    "上级补助收入",
    "事业收入",
    "经营收入",
    "附属单位上缴收入",
    "其他收入",
    "使用非财政拨款结余",
    "年初结转和结余",
)
