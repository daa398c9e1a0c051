"""How an amount stands on paper and in a workbook. Amounts come rounded; nothing is rounded here."""

from decimal import Decimal

from reports.document import Cell


def shown(cell: Cell) -> str:
    """What a reader sees in the cell: 277,992,200.00, 84.06%, or its text."""
    if cell.kind == "text":
        return cell.text
    if cell.amount is None:
        return ""
    if cell.kind == "percent":
        return f"{_short(cell.amount)}%"
    if cell.kind == "score":
        return _short(cell.amount)
    return f"{cell.amount:,.2f}"


def number(cell: Cell) -> Decimal | None:
    """The value that a workbook calculates with: 84.06 % is 0.8406 there."""
    if cell.amount is not None and cell.kind == "percent":
        return cell.amount.scaleb(-2)
    return cell.amount


def number_format(cell: Cell) -> str:
    """The workbook's format in which `number` reads like `shown`; "0.##%" would print 100 % as "100.%"."""
    if cell.kind in {"yuan", "wan"}:
        return "#,##0.00"
    if cell.kind not in {"percent", "score"} or cell.amount is None:
        return "General"
    places = len(_short(cell.amount).partition(".")[2])
    digits = "0." + "0" * places if places else "0"
    return digits + ("%" if cell.kind == "percent" else "")


def _short(amount: Decimal) -> str:
    digits = f"{amount:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
