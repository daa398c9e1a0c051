"""Rule sets as data: how points are given and graded, on which budget the rate is computed, what needs a reason.

An entry is never changed once it has landed, nor is a default; a changed rule is a new name. Another province is
another entry. [R] marks a rule whose official wording was not at hand: it is applied, never quoted.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from budgets.text import narrow


@dataclass(frozen=True)
class Formulas:
    """By the direction of a figure, the name of its formula in `indicators.formulas`.

    Yes or no, deadlines and words follow the same rule everywhere; only the intervals of the tiers differ.
    """

    up: str = "proportional"
    down: str = "ratio"
    equal: str = "as_up"
    range: str = "nearest_bound"


@dataclass(frozen=True)
class TierInterval:
    """What share of the weight, in percent, a tier may be worth. tier: a code of `indicators.facts.Row.tier`."""

    tier: str
    label: str
    low: Decimal
    high: Decimal
    high_excluded: bool = False


@dataclass(frozen=True)
class GradeBand:
    """The grade from so many points of 100 on; the bound belongs to it."""

    name: str
    lowest: Decimal


@dataclass(frozen=True)
class LevelPoints:
    level: str
    points: Decimal


@dataclass(frozen=True)
class Weighting:
    """What each 一级指标 is worth where the levels in `without` have no indicators."""

    levels: tuple[LevelPoints, ...]
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class Level:
    """A 一级指标 and the 二级指标 that belong under it."""

    name: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Alias:
    """Another name that a level is met under. level: 1 or 2, that is 一级指标 or 二级指标."""

    level: int
    name: str
    stands_for: str


# 达成预期 100–80 %, 部分达成 80–60 %, 未达成 60–0 %; a bound belongs to the better tier.
NATIONAL_TIERS = (
    TierInterval("reached", "达成预期", Decimal(80), Decimal(100)),
    TierInterval("partly", "部分达成并具有一定效果", Decimal(60), Decimal(80), high_excluded=True),
    TierInterval("not_reached", "未达成且效果较差", Decimal(0), Decimal(60), high_excluded=True),
)
# Hubei draws the second line at 50 %.
HUBEI_TIERS = (
    TierInterval("reached", "达成预期", Decimal(80), Decimal(100)),
    TierInterval("partly", "部分达成并具有一定效果", Decimal(50), Decimal(80), high_excluded=True),
    TierInterval("not_reached", "未达成且效果较差", Decimal(0), Decimal(50), high_excluded=True),
)
# 优 ≥ 90, 良 ≥ 80, 中 ≥ 60, 差 below.
BANDS = (
    GradeBand("优", Decimal(90)),
    GradeBand("良", Decimal(80)),
    GradeBand("中", Decimal(60)),
    GradeBand("差", Decimal(0)),
)
_BENEFITS = Level("效益指标", ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"))
_SATISFACTION = Level("满意度指标", ("服务对象满意度指标",))
# 2015–2021, and still the commonest: 成本指标 belongs to the output.
GENERATION_1 = (Level("产出指标", ("数量指标", "质量指标", "时效指标", "成本指标")), _BENEFITS, _SATISFACTION)
# 财预〔2021〕101号: 成本指标 is a level of its own.
GENERATION_2 = (
    Level("成本指标", ("经济成本指标", "社会成本指标", "生态环境成本指标")),
    Level("产出指标", ("数量指标", "质量指标", "时效指标")),
    _BENEFITS,
    _SATISFACTION,
)
BOTH_GENERATIONS = (GENERATION_2[0], *GENERATION_1)
# As met in published forms. The ending 指标 may be missing everywhere and needs no alias.
ALIASES = (
    Alias(1, "社会效益", "效益指标"),
    Alias(1, "产出效益", "产出指标"),
    Alias(1, "效果指标", "效益指标"),
    Alias(1, "项目完成指标", "产出指标"),
    Alias(1, "服务对象满意度", "满意度指标"),
    Alias(2, "环境效益", "生态效益指标"),
    Alias(2, "进度指标", "时效指标"),
    Alias(2, "可持续", "可持续影响指标"),
    Alias(2, "满意度", "服务对象满意度指标"),
)


@dataclass(frozen=True)
class RuleSet:
    """basis: "initial" or "adjusted". over_fulfilment, low_execution: percent; None asks for no reason.

    reasons: what must be explained: "unmet" (reason and improvement), "over_fulfilment", "low_execution", "adjustment".
    adjustment: a change of the whole budget by more percent than this needs a reason; any_adjustment: every one does,
    also one between sources. unspent: more percent of the budget left than this is worth a warning; score_ahead: so
    many points may the indicators' rate of points lie ahead of 执行率.
    execution_weight, indicator_points: of 100. split: how indicator_points are shared out where weights are asked for:
    "levels" (as `weightings` says), "goals" (evenly over the goals), "rows" (evenly over all indicators).
    expected_levels: 一级指标 that an evaluation should have; may_be_absent: those that nobody is asked about.
    """

    name: str
    title: str
    basis: str
    over_fulfilment: Decimal | None = None
    low_execution: Decimal | None = None
    scored: bool = False
    reasons: tuple[str, ...] = ("unmet",)
    # 调整 of more than 10 % of the total, in every regime.
    adjustment: Decimal = Decimal(10)
    any_adjustment: bool = False
    # A fifth of the budget left over, and indicators that score five points better than the money was spent.
    unspent: Decimal = Decimal(20)
    score_ahead: Decimal = Decimal(5)
    execution_weight: Decimal | None = None
    indicator_points: Decimal | None = None
    split: str = ""
    weightings: tuple[Weighting, ...] = ()
    formulas: Formulas = Formulas()
    tiers: tuple[TierInterval, ...] = NATIONAL_TIERS
    bands: tuple[GradeBand, ...] = BANDS
    levels: tuple[Level, ...] = BOTH_GENERATIONS
    expected_levels: tuple[str, ...] = ()
    may_be_absent: tuple[str, ...] = ("满意度指标",)
    aliases: tuple[Alias, ...] = ALIASES

    def level_name(self, level: int, name: str) -> str:
        """The usual name of a 一级指标 (1) or 二级指标 (2): 社会效益 → 效益指标; "" if it is not known."""
        stem = _stem(name)
        usual = {_stem(known): known for known in self._names(level)}
        others = {_stem(alias.name): alias.stands_for for alias in self.aliases if alias.level == level}
        return usual.get(stem) or others.get(stem, "")

    def _names(self, level: int) -> tuple[str, ...]:
        if level == 1:
            return tuple(known.name for known in self.levels)
        return tuple(part for known in self.levels for part in known.parts)

    def points_of_levels(self, present: Collection[str]) -> dict[str, Decimal]:
        """What each 一级指标 must add up to if indicators are filed under these; {} where no level has its own."""
        fitting = [one for one in self.weightings if not set(one.without) & set(present)]
        if not fitting:
            return {}
        # The one that most of what is absent was foreseen for.
        chosen = max(fitting, key=lambda one: len(one.without))
        return {one.level: one.points for one in chosen.levels}

    def interval_of(self, tier: str) -> TierInterval | None:
        return next((interval for interval in self.tiers if interval.tier == tier), None)

    def grade_of(self, total: Decimal) -> str:
        return next((band.name for band in self.bands if total >= band.lowest), self.bands[-1].name)


@lru_cache(maxsize=4_096)  # every check of every row asks about the same few names
def _stem(name: str) -> str:
    """产 出 指标 and 产出 are one level; 社会效益指 lost its last sign."""
    return re.sub("指标?$", "", "".join(narrow(name).split()))


def _levels(**points: int) -> tuple[LevelPoints, ...]:
    return tuple(LevelPoints(f"{name}指标", Decimal(number)) for name, number in points.items())


_ENTRIES = (
    RuleSet(
        name="unscored",
        title="不计分（部门整体绩效自评）",
        # The founding document computes 执行率 on 调整后预算数, whatever the note of its form says.
        basis="adjusted",
        # 超额 at or above 130 % is to be explained (some places ask from 120 % on).
        over_fulfilment=Decimal(130),
        # No threshold for a low 执行率 is stated for this regime.
        low_execution=None,
        # 执行率 and indicators are shown without points.
        scored=False,
        # 未完成 or 部分完成: reason and improvement, in every regime.
        reasons=("unmet", "over_fulfilment"),
    ),
    RuleSet(
        name="hubei",
        title="湖北省（百分制）",
        # 2020 note to the scored form: 预算数为调整后预算总额.
        basis="adjusted",
        # 超额 at or above 130 % is to be explained.
        over_fulfilment=Decimal(130),
        # No threshold for a low 执行率 is stated for this regime.
        low_execution=None,
        scored=True,
        # 未完成 or 部分完成: reason and improvement, in every regime.
        reasons=("unmet", "over_fulfilment"),
        # The scored form: 预算执行情况（20分）, 得分 = 20分 × 执行率.
        execution_weight=Decimal(20),
        # The other 80 stand at the goals, 年度目标n（x分）.
        indicator_points=Decimal(80),
        split="goals",
        # Hubei: 反向指标 = 权重 × A ÷ B.
        formulas=Formulas(down="ratio"),
        # Hubei: 100–80, 80–50, 50–0.
        tiers=HUBEI_TIERS,
        # The form of 2020 knows 产出, 效益 and 满意度; its note 3 lets 满意度 be left out.
        expected_levels=("产出指标", "效益指标", "满意度指标"),
    ),
    RuleSet(
        name="national-2020",
        title="财政部2020年办法（财预〔2020〕10号）",
        # 执行率 = 全年执行数 ÷ 全年预算数, the adjusted budget.
        basis="adjusted",
        # 超额 at or above 130 % is to be explained [R].
        over_fulfilment=Decimal(130),
        # No threshold for a low 执行率 is stated; what is unspent is a warning.
        low_execution=None,
        scored=True,
        reasons=("unmet", "over_fulfilment"),
        # 财预〔2020〕10号: 预算执行率 10, 产出 50, 效益 30, 满意度 10.
        execution_weight=Decimal(10),
        indicator_points=Decimal(90),
        split="levels",
        weightings=(
            Weighting(_levels(产出=50, 效益=30, 满意度=10)),
            # Without 满意度 its 10 go to 效益, as in 2021: 90 points could not be reached otherwise [R].
            Weighting(_levels(产出=50, 效益=40), without=("满意度指标",)),
        ),
        levels=GENERATION_1,
        expected_levels=("产出指标", "效益指标", "满意度指标"),
    ),
    RuleSet(
        name="national-2021",
        title="财政部2021年指引（财预〔2021〕101号）",
        # As in 2020: 全年执行数 ÷ 全年预算数.
        basis="adjusted",
        # 超额 at or above 130 % is to be explained [R].
        over_fulfilment=Decimal(130),
        low_execution=None,
        scored=True,
        reasons=("unmet", "over_fulfilment"),
        # 财预〔2021〕101号: 预算执行率 10, 成本 20, 产出 40, 效益 20, 满意度 10 [R].
        execution_weight=Decimal(10),
        indicator_points=Decimal(90),
        split="levels",
        weightings=(
            Weighting(_levels(成本=20, 产出=40, 效益=20, 满意度=10)),
            # Without 成本 as in 2020 [R].
            Weighting(_levels(产出=50, 效益=30, 满意度=10), without=("成本指标",)),
            # Without 满意度 its 10 go to 效益 [R].
            Weighting(_levels(成本=20, 产出=40, 效益=30), without=("满意度指标",)),
            # Without both, one after the other [R].
            Weighting(_levels(产出=50, 效益=40), without=("成本指标", "满意度指标")),
        ),
        levels=GENERATION_2,
        expected_levels=("成本指标", "产出指标", "效益指标", "满意度指标"),
    ),
    RuleSet(
        name="sichuan",
        title="四川省（百分制）",
        # Its form sets 执行 against 调整后 [R].
        basis="adjusted",
        # 超额 at or above 130 % is to be explained [R].
        over_fulfilment=Decimal(130),
        # Sichuan: 执行率 below 90 % needs a reason, and so does any mid-year adjustment.
        low_execution=Decimal(90),
        scored=True,
        reasons=("unmet", "over_fulfilment", "low_execution", "adjustment"),
        any_adjustment=True,
        # Sichuan: 预算执行 10, indicators 90, with no share laid down for a level.
        execution_weight=Decimal(10),
        indicator_points=Decimal(90),
        split="rows",
        expected_levels=("产出指标", "效益指标", "满意度指标"),
    ),
)

RULE_SETS = {entry.name: entry for entry in _ENTRIES}
