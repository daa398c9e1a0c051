"""Finished documents that call their department by a name with a sign that is another."""

import pytest

from tests.reports.planted import PARKS, changed, examined, found, mended


@pytest.mark.parametrize(
    ("edit", "name"),
    [
        (("2023年度青石县园林局部门整体", "2023年度青石县园琳局部门整体"), "青石县园琳局"),
        (("2023年度青石县园林局部门整体", "2023年度青田县园林局部门整体"), "青田县园林局"),
        (("单位名称：青石县园林局", "单位名称：青石县园林所"), "青石县园林所"),
        (("编制单位：青石县园林局", "编制单位：青石县司法局"), "青石县司法局"),
        (("县园林局2023年度年初预算", "县园森局2023年度年初预算"), "县园森局"),
    ],
)
def test_a_name_with_another_sign_is_told_once(edit, name):
    (one,) = examined(changed(PARKS, edit))
    assert one.finding.code == "department-differs"
    assert one.finding.message.startswith(f"单位名称前后不一：“{name}”（")


def test_a_name_whose_last_sign_stands_twice_is_a_slip():
    assert found(mended(), ("武汉市蔡甸区民政局（以下", "武汉市蔡甸区民政局局（以下")) == [("slip-doubled", ["1.1"])]


@pytest.mark.parametrize(
    "sentence",
    [
        "省园林局2023年下达的任务已完成。",
        "州园林局2023年批复的方案已全部落实。",
        "市园林局2023年组织了考评。",
    ],
)
def test_other_offices_have_names_of_their_own(sentence):
    assert found(PARKS, ("2.部分园灯的采购", f"{sentence}\n2.部分园灯的采购")) == []


@pytest.mark.parametrize("office", ["乡村振兴局", "大数据局", "疾控中心", "人民医院", "图书馆", "融媒体中心"])
def test_the_same_office_of_another_level_is_not_taken_for_ours(office):
    text = PARKS.replace("县园林局", f"县{office}")
    text = changed(text, ("2.部分园灯的采购", f"市{office}2023年安排的资金到位较晚。\n2.部分园灯的采购"))
    assert examined(text) == ()


def test_a_sign_that_is_no_level_s_is_told_of_any_office():
    text = PARKS.replace("县园林局", "县乡村振兴局")
    (one,) = examined(changed(text, ("2.部分园灯的采购", "县乡林振兴局2023年采购较晚。\n2.部分园灯的采购")))
    assert (one.finding.code, one.finding.figures) == ("department-differs", ("县乡林振兴局",))


def test_a_form_of_another_office_of_the_same_place_is_told():
    text = PARKS.replace("单位名称：青石县园林局", "单位名称：青石县水务局")
    text = text.replace("单位名称\t青石县园林局", "单位名称\t青石县水务局")
    (one,) = examined(text)
    assert one.finding.message == "单位名称前后不一：“青石县水务局”（自评表）与“青石县园林局”不是同一个名称，请核对。"


def test_a_title_of_another_office_than_all_the_rest_is_told():
    named = ("2023年度青石县园林局部门整体", "2023年度青石县水务局部门整体")
    assert found(PARKS, named) == [("department-differs", ["form", "1.1"])]


def test_a_title_of_an_office_of_another_place_may_be_anything():
    assert (
        found(PARKS, ("2023年度整体绩效自评结果", "2023年度整体绩效自评结果\n红石县水务局2023年度整体绩效自评结果"))
        == []
    )


def test_an_office_that_is_another_but_for_one_sign_is_not_taken_for_ours():
    sentence = "区财政局2022年批复的预算已下达。"
    assert found(mended(), ("区民政局按照区财政局下达", f"{sentence}区民政局按照区财政局下达")) == []
