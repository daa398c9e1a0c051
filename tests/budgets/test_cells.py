"""Saving single cells: each kind of field, and the four answers. The things saved are plain objects without a database."""

from datetime import date
from decimal import Decimal

import pytest

from budgets import cells
from budgets.cells import Answer, Change

LINE = cells.line(5)
CHOICE = cells.choice("up", "down")
KINDS = {
    "name": LINE,
    "text": cells.TEXT,
    "amount": cells.AMOUNT,
    "other_amount": cells.AMOUNT,
    "score": cells.SCORE,
    "day": cells.DATE,
    "flag": cells.FLAG,
    "items": cells.ITEMS,
    "direction": CHOICE,
    "basis": cells.choice("initial", "adjusted", blank=False),
}


class Thing:
    """As a row of the database, but it only remembers what it was told to write."""

    def __init__(self, **fields):
        usual = {"amount": None, "other_amount": None, "score": None, "day": None, "flag": False, "items": []}
        texts = dict.fromkeys(("name", "text", "direction"), "")
        self.__dict__.update(usual | texts | {"typed_in_wan": []} | fields)
        self.written = []

    def save(self, update_fields):
        self.written.append(sorted(update_fields))


class Owned(Thing):
    """A row that knows who changed it last."""

    def __init__(self, **fields):
        super().__init__(**{"changed_by": None, "changed_at": None} | fields)


class Person:
    display_name = "李明"


class Colleague:
    display_name = "张华"


ASKING = Person()


def save(thing, *changes, kinds=KINDS):
    """changes: (field, was, now)"""
    asked = [Change("k", *change) for change in changes]
    return cells.save(asked, {"k": thing}, lambda _: kinds, by=ASKING)


READINGS = [
    ("name", " 甲\t乙\n丙 ", "甲 乙 丙", "甲 乙 丙"),
    ("text", " 第一行\r\n第二行 ", "第一行\n第二行", "第一行\n第二行"),
    ("text", "收\x00文\ud800", "收文", "收文"),
    ("amount", "277992200", Decimal("277992200.00"), "277,992,200.00"),
    ("amount", "22577.06万", Decimal("225770600.00"), "22,577.06万"),
    ("score", "８.50分", Decimal("8.50"), "8.5"),
    ("score", "10", Decimal("10.00"), "10"),
    ("score", "0", Decimal("0.00"), "0"),
    ("day", "2023-03-15", date(2023, 3, 15), "2023-03-15"),
    ("day", "2023.3.5", date(2023, 3, 5), "2023-03-05"),
    ("day", "2023/3/5", date(2023, 3, 5), "2023-03-05"),
    ("day", "２０２３年3月15日", date(2023, 3, 15), "2023-03-15"),
    ("day", "2024年2月29", date(2024, 2, 29), "2024-02-29"),
    ("flag", "1", True, "1"),
    ("flag", "是", True, "1"),
    ("direction", "up", "up", "up"),
    ("items", "甲\n乙", ["甲", "乙"], "甲\n乙"),
]


@pytest.mark.parametrize(("field", "typed", "value", "shown"), READINGS)
def test_each_kind_is_read_stored_and_shown(field, typed, value, shown):
    thing = Thing()

    assert save(thing, (field, "", typed)) == [Answer("k", field, "saved", shown, written=True)]
    assert getattr(thing, field) == value
    assert cells.show(thing, field, KINDS[field]) == shown


BLANKS = [
    ("name", "甲", ""),
    ("text", "甲", ""),
    ("amount", Decimal("5.00"), None),
    ("score", Decimal("5.00"), None),
    ("day", date(2023, 3, 15), None),
    ("flag", True, False),
    ("items", ["甲"], []),
    ("direction", "up", ""),
]


@pytest.mark.parametrize(("field", "before", "after"), BLANKS)
def test_each_kind_can_be_emptied(field, before, after):
    thing = Thing(**{field: before})
    was = cells.show(thing, field, KINDS[field])

    assert save(thing, (field, was, "")) == [Answer("k", field, "saved", "", written=True)]
    assert getattr(thing, field) == after


UNREADABLE = [
    ("name", "一二三四五六", "这里最多 5 个字，现有 6 个字，请缩短"),
    ("text", "长" * 20_001, "这里最多 20,000 个字，现有 20,001 个字，请缩短"),
    ("items", "长" * 20_001, "这里最多 20,000 个字，现有 20,001 个字，请缩短"),
    ("amount", "1.234", "金额最多精确到分（两位小数），请改正"),
    ("score", "八分", "“八分”不是分值，请填最多两位小数的数字，例如 8.5"),
    ("score", "8.125", "“8.125”不是分值，请填最多两位小数的数字，例如 8.5"),
    ("score", "10000", "“10000”不是分值，请填最多两位小数的数字，例如 8.5"),
    ("score", "NaN", "“NaN”不是分值，请填最多两位小数的数字，例如 8.5"),
    ("day", "2023-02-29", "“2023-02-29”不是日期，请写成 2023-03-15 或 2023年3月15日"),
    ("day", "三月", "“三月”不是日期，请写成 2023-03-15 或 2023年3月15日"),
    ("day", "23-3-15", "“23-3-15”不是日期，请写成 2023-03-15 或 2023年3月15日"),
    ("direction", "sideways", "请从列表中选择"),
    ("basis", "", "请从列表中选择"),
]


@pytest.mark.parametrize(("field", "typed", "sentence"), UNREADABLE)
def test_what_cannot_be_read_is_told_and_not_written(field, typed, sentence):
    thing = Thing(basis="")

    assert save(thing, (field, "", typed)) == [Answer("k", field, "unreadable", "", sentence)]
    assert thing.written == []


def test_an_unreadable_text_keeps_nothing_else_from_being_saved():
    thing = Thing()

    answers = save(thing, ("name", "", "甲"), ("amount", "", "两千"), ("text", "", "乙"))

    assert [answer.status for answer in answers] == ["saved", "unreadable", "saved"]
    assert thing.written == [["name", "text"]]


def test_a_change_that_saw_another_text_is_a_conflict_and_names_who_changed_the_row():
    thing = Owned(name="乙", changed_by=Colleague())

    answers = save(thing, ("name", "甲", "丙"))

    sentence = "这里已被改为“乙”（这一行最近由张华修改）"
    assert answers == [Answer("k", "name", "conflict", "乙", sentence, "张华", None)]
    assert (thing.name, thing.written) == ("乙", [])


@pytest.mark.parametrize(
    "thing",
    [
        Owned(name="", changed_by=None),
        # Oneself, in another window or in another cell of the row: no name explains that.
        Owned(name="", changed_by=ASKING),
        # Whoever edited the whole evaluation last may have been anywhere in it.
        Thing(name="", edited_by=Colleague()),
    ],
)
def test_a_conflict_names_nobody_who_may_be_the_wrong_one(thing):
    (answer,) = save(thing, ("name", "甲", "丙"))

    assert (answer.message, answer.by, answer.at) == ("这里已被改为“空白”", "", None)


def test_an_answer_tells_whether_anything_was_written():
    thing = Thing(name="甲")

    answers = save(thing, ("name", "", "甲"), ("text", "", "乙"), ("flag", "x", ""))

    assert [(answer.status, answer.written) for answer in answers] == [
        ("saved", False),
        ("saved", True),
        ("saved", False),
    ]


def test_the_same_request_come_twice_is_harmless():
    thing = Thing()
    change = ("amount", "", "100")

    first, second = save(thing, change), save(thing, change)

    assert first == [Answer("k", "amount", "saved", "100.00", written=True)]
    assert second == [Answer("k", "amount", "saved", "100.00", written=False)]
    assert thing.written == [["amount", "typed_in_wan"]]


def test_what_both_typed_alike_is_no_conflict():
    assert save(Thing(name="乙"), ("name", "甲", "乙")) == [Answer("k", "name", "saved", "乙")]


def test_was_and_now_are_compared_by_meaning_and_not_by_their_writing():
    thing = Thing(amount=Decimal("100.00"))

    assert save(thing, ("amount", "100", "200元"))[0].status == "saved"
    assert save(thing, ("amount", "￥200", "300"))[0].status == "saved"
    assert thing.amount == 300


def test_two_people_in_different_cells_of_a_row_do_not_meet():
    thing = Thing(name="甲", text="文")

    save(thing, ("name", "甲", "乙"))

    assert save(thing, ("text", "文", "字"))[0].status == "saved"
    assert (thing.name, thing.text) == ("乙", "字")


def test_a_field_that_is_not_open_is_refused():
    thing = Thing()

    answers = save(thing, ("name", "", "甲"), ("text", "", "乙"), kinds={"text": cells.TEXT})

    assert answers == [
        Answer("k", "name", "refused", message="这一栏现在不能修改"),
        Answer("k", "text", "saved", "乙", written=True),
    ]


def test_a_thing_that_is_closed_as_a_whole_says_why():
    assert save(Thing(), ("name", "", "甲"), kinds="目标已经审核") == [
        Answer("k", "name", "refused", message="目标已经审核")
    ]


def test_a_row_that_is_gone_refuses_its_cells():
    answers = cells.save([Change("gone", "name", "", "甲")], {}, lambda _: KINDS, by=Person())

    assert answers == [Answer("gone", "name", "refused", message="这一行已被删除，未保存")]


def test_several_cells_of_a_row_are_written_at_once_with_who_changed_them():
    thing, person = Owned(), Person()

    cells.save([Change("k", "name", "", "甲"), Change("k", "text", "", "乙")], {"k": thing}, lambda _: KINDS, by=person)

    assert thing.written == [["changed_at", "changed_by", "name", "text"]]
    assert thing.changed_by is person
    assert thing.changed_at is not None


def test_an_amount_remembers_whether_it_was_typed_in_wan():
    thing = Thing()
    save(thing, ("amount", "", "1.5万"), ("other_amount", "", "2万"))
    assert thing.typed_in_wan == ["amount", "other_amount"]

    save(thing, ("amount", "1.50万", "15000"))

    assert thing.typed_in_wan == ["other_amount"]
    assert cells.show(thing, "amount", cells.AMOUNT) == "15,000.00"


@pytest.mark.parametrize(
    "typed",
    [
        "1、甲\n2、乙",
        "1.甲\n2． 乙",
        "（1）甲\n(2)、乙",
        "一、甲\n\n二、乙",
        "①甲\n②乙",
        "  甲  \n\n乙",
        "一、甲\n2.乙",
        "（一）甲\n（二）乙",
        "2、甲\n3、乙",
        "（三）甲\n(四)乙",
    ],
)
def test_items_lose_the_numbers_that_came_along_from_word(typed):
    assert cells.ITEMS.read(typed) == ["甲", "乙"]


@pytest.mark.parametrize(
    "kept",
    [
        ["一、二级学校不足"],
        ["三、五类人员未统计", "1.5万元未支付"],
        ["1、甲", "乙"],
        ["2、甲", "4、乙"],
        ["2、甲"],
        ["三、四类人员未统计", "四、五类人员未统计"],
        ["1.5万元用于甲", "2.5万元用于乙"],
    ],
)
def test_what_is_no_numbering_stays(kept):
    assert cells.ITEMS.read("\n".join(kept)) == kept


def test_a_number_before_a_year_goes():
    assert cells.ITEMS.read("1、2022年预算偏低\n2、2022年人员不足") == ["2022年预算偏低", "2022年人员不足"]


def test_twenty_items_numbered_in_hanzi_lose_their_numbers():
    hanzi = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    assert cells.ITEMS.read("\n".join(f"{number}、事项{number}" for number in hanzi)) == [f"事项{n}" for n in hanzi]


def test_an_item_that_reads_otherwise_than_it_is_stored_can_still_be_edited():
    thing = Thing(items=["一、甲", "二、乙"])

    (answer,) = save(thing, ("items", "一、甲\n二、乙", "一、甲\n二、乙丙\n丁"))

    assert (answer.status, thing.items) == ("saved", ["一、甲", "二、乙丙", "丁"])


def test_a_form_tells_only_what_differs():
    posted = {
        "csrfmiddlewaretoken": "x",
        "do": "save",
        "cell:a:name": "新",
        "was:a:name": "旧",
        "cell:a:text": "一行\r\n两行",
        "was:a:text": "一行\n两行",
        "cell:b:name": "首填",
        "cell:b": "坏",
        "cell:b:name:more": "坏",
    }

    assert cells.changes_of_form(posted) == [Change("a", "name", "旧", "新"), Change("b", "name", "", "首填")]


def test_a_script_tells_its_changes_as_json():
    item = {"key": "a", "field": "name", "was": "旧", "now": "新"}

    assert cells.changes_of_json({"changes": [item]}) == [Change("a", "name", "旧", "新")]
    assert cells.changes_of_json({"changes": []}) == []
    assert len(cells.changes_of_json({"changes": [item] * 50})) == 50


MALFORMED = [
    None,
    [],
    {},
    {"changes": None},
    {"changes": {}},
    {"changes": ["x"]},
    {"changes": [{"key": "a", "field": "name", "was": "旧"}]},
    {"changes": [{"key": "a", "field": "name", "was": "旧", "now": 5}]},
]


@pytest.mark.parametrize("data", MALFORMED)
def test_json_of_another_shape_is_refused_with_a_sentence(data):
    with pytest.raises(ValueError, match=r"^请求的格式不对，请刷新页面后再试$"):
        cells.changes_of_json(data)


def test_more_than_fifty_changes_at_once_are_refused():
    item = {"key": "a", "field": "name", "was": "", "now": "新"}

    with pytest.raises(ValueError, match=r"^一次最多保存 50 处，请分批保存$"):
        cells.changes_of_json({"changes": [item] * 51})


@pytest.mark.parametrize(
    ("number", "text"), [("10", "10"), ("100", "100"), ("0", "0"), ("10.00", "10"), ("8.50", "8.5"), ("0.05", "0.05")]
)
def test_a_score_is_shown_whole_whether_it_was_stored_or_not(number, text):
    assert cells.SCORE.show(Decimal(number)) == text
