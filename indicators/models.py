"""Goals, their indicators, the statement, and answers to warnings. Codes stand in the facts, words on the screen."""

from django.db import models
from django.db.models import Q

from budgets.models import Evaluation, PersonField, Row


class Nature(models.TextChoices):
    NUMBER = "number", "定量"
    YES_NO = "yes_no", "是否"
    QUALITATIVE = "qualitative", "定性"
    DEADLINE = "deadline", "时限"


class Direction(models.TextChoices):
    UP = "up", "越多越好"
    DOWN = "down", "越少越好"
    EQUAL = "equal", "等于目标"
    RANGE = "range", "在区间内"


class Tier(models.TextChoices):
    REACHED = "reached", "达成预期"
    PARTLY = "partly", "部分达成并具有一定效果"
    NOT_REACHED = "not_reached", "未达成且效果较差"


class Outcome(models.TextChoices):
    MET = "met", "完成"
    EXCEEDED = "exceeded", "超额完成"
    PARTLY = "partly", "部分完成"
    NOT_MET = "not_met", "未完成"


# Offered while typing; any other name may be typed, and the rule set then says what it thinks of it.
LEVELS = {
    "成本指标": ("经济成本指标", "社会成本指标", "生态环境成本指标"),
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
}


class AnnualGoal(Row):
    """`approved`: its wording was approved with the targets and changes no more. `origin`: see `Indicator`."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="goals")
    title = models.CharField("年度目标", max_length=300, blank=True)
    description = models.TextField("预期目标", blank=True)
    adjusted_description = models.TextField("调整后目标", blank=True)
    achievement = models.TextField("实际完成情况", blank=True)
    approved = models.BooleanField(default=False)
    origin = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "年度目标"
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "key"], name="goal_key_once")]

    def __str__(self):
        return self.title


def _score(label: str) -> models.DecimalField:
    return models.DecimalField(label, max_digits=6, decimal_places=2, null=True, blank=True)


class Assignment(models.Model):
    """A goal of which a colleague fills in the results. done_at: when he said that his section has filled it in."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="assignments")
    goal = models.ForeignKey(AnnualGoal, models.CASCADE, related_name="assignments")
    user = models.ForeignKey("budgets.User", models.PROTECT, related_name="assignments", verbose_name="协办人")
    done_at = models.DateTimeField("本科室已填完", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "分工"
        ordering = ["goal__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["goal", "user"], name="assignment_once")]

    def __str__(self):
        return f"{self.goal_id} {self.user_id}"


class Indicator(Row):
    """A 三级指标. `approved`: its 年初目标值 was approved; only an adjustment may add another target beside it.

    `origin`: the key of last year's row that it was copied from. No foreign key: the two are rows of their own, and
    neither minds what becomes of the other.
    """

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="indicators")
    goal = models.ForeignKey(AnnualGoal, models.CASCADE, related_name="indicators")
    level1 = models.CharField("一级指标", max_length=100, blank=True)
    level2 = models.CharField("二级指标", max_length=100, blank=True)
    name = models.CharField("三级指标", max_length=300, blank=True)
    target = models.CharField("年初目标值", max_length=300, blank=True)
    adjusted_target = models.CharField("调整后目标值", max_length=300, blank=True)
    adjustment_reason = models.TextField("调整原因", blank=True)
    adjusted_on = models.DateField("调整日期", null=True, blank=True)
    actual = models.CharField("实际完成值", max_length=300, blank=True)
    unit = models.CharField("计量单位", max_length=50, blank=True)
    nature = models.CharField("指标性质", max_length=20, choices=Nature.choices, blank=True)
    direction = models.CharField("方向", max_length=20, choices=Direction.choices, blank=True)
    tier = models.CharField("分档", max_length=20, choices=Tier.choices, blank=True)
    outcome = models.CharField("完成情况", max_length=20, choices=Outcome.choices, blank=True)
    analysis = models.TextField("完成情况分析", blank=True)
    deviation_reason = models.TextField("偏差原因", blank=True)
    improvement = models.TextField("改进措施", blank=True)
    weight = _score("分值")
    score = _score("得分")
    review_score = _score("复核分")
    is_core = models.BooleanField("核心指标", default=False)
    criterion = models.TextField("评价标准", blank=True)
    approved = models.BooleanField(default=False)
    origin = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "指标"
        ordering = ["goal__position", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "key"], name="indicator_key_once"),
            models.CheckConstraint(condition=Q(nature__in=["", *Nature.values]), name="indicator_nature_known"),
            models.CheckConstraint(
                condition=Q(direction__in=["", *Direction.values]), name="indicator_direction_known"
            ),
            models.CheckConstraint(condition=Q(tier__in=["", *Tier.values]), name="indicator_tier_known"),
            models.CheckConstraint(condition=Q(outcome__in=["", *Outcome.values]), name="indicator_outcome_known"),
        ]

    def __str__(self):
        return self.name


class Statement(models.Model):
    """三 and 四 as lists of items, the two foot texts of the form, and who answers for it."""

    evaluation = models.OneToOneField(Evaluation, models.CASCADE, related_name="statement")
    problems = models.JSONField("存在的问题和原因", default=list, blank=True)
    improvements = models.JSONField("下一步拟改进措施", default=list, blank=True)
    foot_reason = models.TextField("偏差大或目标未完成原因分析", blank=True)
    foot_improvement = models.TextField("改进措施及结果应用方案", blank=True)
    filing_date = models.DateField("填报日期", null=True, blank=True)
    conclusion = models.TextField("评价结论", blank=True)
    unit_head = models.CharField("单位负责人", max_length=50, blank=True)
    finance_head = models.CharField("财务负责人", max_length=50, blank=True)
    contact_name = models.CharField("联系人", max_length=50, blank=True)
    contact_phone = models.CharField("联系电话", max_length=50, blank=True)
    changed_by = PersonField()
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "问题与改进"

    def __str__(self):
        return f"{self.evaluation_id}"


class Answer(models.Model):
    """情况属实, said of a warning; it counts only while the figures it was given for are the same (`fingerprint`)."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="answers")
    code = models.CharField(max_length=60)
    step = models.CharField(max_length=20)
    key = models.CharField(max_length=40, blank=True)
    field = models.CharField(max_length=40, blank=True)
    fingerprint = models.CharField(max_length=64)
    note = models.TextField("说明", blank=True)
    by = models.ForeignKey("budgets.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "提醒的答复"
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "code", "step", "key", "field"], name="answer_once")
        ]

    def __str__(self):
        return f"{self.code} {self.note}"
