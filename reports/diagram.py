"""The workflow as a picture, drawn from MOVES so that it cannot tell another story."""

from budgets.models import Role, Status
from budgets.permissions import GRANTS
from reports.moves import MOVES, Move

_HEAD = """\
# 流转图

由 `manage.py diagram` 按程序中的流转表生成，请勿手工修改。“（须填原因）”的操作必须写明原因；
提交与审核、提交与签署须由不同的人办理。

```mermaid
stateDiagram-v2
"""


def drawn() -> str:
    """The text of docs/流程.md."""
    lines = [f"    {status.value}: {status.label}" for status in Status]
    lines += [f"    [*] --> {status.value}: 管理员开通" for status in (Status.TARGETS_DRAFT, Status.DRAFT)]
    for (start, _), move in MOVES.items():
        lines.append(_arrow(start, move.to, move, "单位须审签" if move.to_without_sign_off else ""))
        if move.to_without_sign_off:
            lines.append(_arrow(start, move.to_without_sign_off, move, "单位不审签"))
    return _HEAD + "\n".join(lines) + "\n```\n"


def _arrow(start: Status, to: Status, move: Move, condition: str) -> str:
    who = "、".join(Role(role).label for role, permissions in GRANTS.items() if move.needs in permissions)
    asides = [aside for aside in (condition, "须填原因" if move.reason else "") if aside]
    remark = f"（{'，'.join(asides)}）" if asides else ""
    return f"    {start.value} --> {to.value}: {who} {move.label}{remark}"
