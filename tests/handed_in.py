"""A document that waits for the person who handed it in, for tests of who may do what with it."""

from django.utils import timezone

from reports.models import Received
from reports.read_in import ReadIn
from reports.taking import FILL, NEW, OVER, plan

# Of the unit of tests/people.py, with one thing for each part that is open: a source, a row, and what was reached.
TEXT = """武汉市蔡甸区民政局
2022年度整体绩效自评结果
年度目标1：提升公园绿地养护水平
一级指标\t二级指标\t三级指标\t年初目标值\t实际完成值\t偏差原因分析
产出指标\t数量指标\t养护公园数量\t12个\t12个\t按计划完成
产出指标\t数量指标\t新建口袋公园\t3个\t3个\t按计划完成
"""


def put_document(evaluation, key: str, *, by) -> Received:
    return Received.objects.create(
        key=key,
        kind="document",
        evaluation=evaluation,
        name="自评报告.txt",
        content=TEXT.encode(),
        by=by,
        at=timezone.now(),
    )


def seen_of(received: Received) -> list[str]:
    """What the page of the draft shows before it is written."""
    facts = ReadIn(received).facts
    return [entry.seen for entry in plan(facts, received.evaluation).of(NEW, FILL, OVER)]
