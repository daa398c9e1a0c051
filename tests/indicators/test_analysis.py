import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.analysis import Parts, split


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "此指标目标值为20家，全年新建20家。完成目标值。",
            Parts("此指标目标值为20家，", "全年新建20家。", "完成目标值。"),
        ),
        ("此指标目标值为是99人，关爱99人，完场目标值。", Parts("此指标目标值为是99人，", "关爱99人，", "完场目标值。")),
        ("此指标目标值100%，扎实开展，未完成目标值", Parts("此指标目标值100%，", "扎实开展，", "未完成目标值")),
        (
            "此指标目标值为1,000人，服务900人，部分完成目标值。",
            Parts("此指标目标值为1,000人，", "服务900人，", "部分完成目标值。"),
        ),
        ("全年新建20家。", Parts("", "全年新建20家。", "")),
        ("此指标目标值为100%，完成目标值。", Parts("此指标目标值为100%，", "", "完成目标值。")),
        (
            "此指标年初目标值为20个，调整后目标值为15个，建成15个。",
            Parts("此指标年初目标值为20个，调整后目标值为15个，", "建成15个。", ""),
        ),
        ("", Parts("", "", "")),
    ],
)
def test_analysis_is_split_into_lead_body_and_closing(text, parts):
    assert split(text) == parts


def test_a_target_in_words_is_a_lead_only_if_it_is_the_rows_own():
    text = "此指标目标值为提升，硬件设施得到改善。"
    assert split(text, "提升").body == "硬件设施得到改善。"
    assert split(text, "良好").body == text


def test_a_target_with_commas_is_taken_off_whole():
    text = "此指标目标值为独有资源，范围扩展到省图，全年接入3个馆。"
    assert split(text, "独有资源，范围扩展到省图").body == "全年接入3个馆。"


def test_a_target_that_only_begins_like_the_lead_does_not_cut_it():
    assert split("此指标目标值为100人，服务100人。", "100").body == "服务100人。"


def test_words_that_only_mention_the_target_stay():
    text = "此指标目标值设定合理，全年推进，与完成目标值的要求相符。"
    assert split(text, "20个") == Parts("", text, "")


@settings(derandomize=True, deadline=None)
@given(st.text(alphabet="此指标目标值为是完成未部分，。、,10%年初调整后\n"))
def test_the_three_parts_are_the_whole_text(text):
    parts = split(text, "10%")
    assert parts.lead + parts.body + parts.closing == text
