"""What two hands do in a browser and how much that is, and how many characters the same documents are when typed."""

from dataclasses import dataclass

from budgets.rulesets import RULE_SETS
from indicators.facts import Facts
from reports.compose import compose
from reports.document import Document, Part, Table
from reports.layouts import LAYOUTS
from tests.browser import sheets
from tests.browser.pages import Window


@dataclass
class Counted:
    """keys: those that type nothing (Tab, Enter, Ctrl+V, Alt+Tab). characters: typed; pasted: brought from elsewhere."""

    clicks: int = 0
    keys: int = 0
    characters: int = 0
    pasted: int = 0

    @property
    def acts(self) -> int:
        return self.clicks + self.keys + self.characters


class Hand:
    """Does in a browser what a person would do, and counts it. A character is one key, whatever an input method does."""

    def __init__(self, window: Window):
        self.window, self.page, self.counted = window, window.page, Counted()
        self.evaluation = ""  # its address, once it is opened

    def click(self, locator) -> None:
        locator.click()
        self.counted.clicks += 1

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.counted.keys += 1

    def type(self, key: str, field: str, text: str) -> None:
        """Into a cell to which Tab leads; what stood in it is selected first. A list is opened and chosen from."""
        box = self.window.field(key, field)
        if box.evaluate("element => element.tagName") == "SELECT":
            if box.input_value() != text:
                box.select_option(value=text)
                self.counted.clicks += 2
            return
        if box.input_value() == text:
            return
        self.counted.characters += len(text)
        self.counted.keys += 1 + bool(box.input_value())
        box.fill(text)
        box.blur()

    def bring(self, key: str, field: str, text: str) -> None:
        """From another program into a field that is clicked."""
        if text:
            self._copies(text)
            self.counted.clicks += 1
            self.window.field(key, field).fill(text)
            self.window.field(key, field).blur()

    def paste(self, text: str) -> None:
        """From another program to where the cursor is, by the page's own pasting."""
        self._copies(text)
        sheets.paste(self.window, text)

    def _copies(self, text: str) -> None:
        """Over to the other program, a click at the beginning and one with Shift at the end, Ctrl+C, back, Ctrl+V."""
        self.counted.clicks += 2
        self.counted.keys += 4
        self.counted.pasted += len(text)

    def saved(self) -> None:
        self.window.wait_until_saved()


class BenchWindow(Window):
    def row_keys_of_rows(self) -> list[str]:
        """Of the indicators alone: the line of what a goal reached has no actual."""
        return [key for key in self.row_keys() if self.field(key, "actual").count()]


def by_hand(facts: Facts) -> dict[str, int]:
    """Characters of the narrative, its table of revenue, and the form."""
    document = compose(facts, RULE_SETS[facts.rule_set], LAYOUTS[facts.layout])
    narrative, form = (_part(document, name) for name in ("narrative", "form"))
    tables = [block for block in narrative.blocks if isinstance(block, Table)]
    texts = [block for block in narrative.blocks if not isinstance(block, Table)]
    return {
        "报告正文": sum(map(_length, texts)),
        "收入决算表": sum(map(_length, tables)),
        "自评表": sum(map(_length, form.blocks)),
    }


def printed(facts: Facts) -> list[str]:
    """Every text and amount of narrative and form, in order; equal reports were worked equally far."""
    document = compose(facts, RULE_SETS[facts.rule_set], LAYOUTS[facts.layout])
    parts = [_part(document, name) for name in ("narrative", "form")]
    return [text for part in parts for block in part.blocks for text in _texts(block)]


def _texts(block) -> list[str]:
    if isinstance(block, Table):
        cells = [cell for row in block.rows for cell in row.cells]
        return [cell.text or ("" if cell.amount is None else f"{cell.amount}") for cell in cells]
    return [block.text]


def _part(document: Document, name: str) -> Part:
    return next(part for part in document.parts if part.name == name)


def _length(block) -> int:
    return sum(len("".join(text.split())) for text in _texts(block))
