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
        "县财政局2023年批复的预算已全部下达。",
        "县园艺中心2023年划入。",
        "青石县人民政府2023年确定的任务。",
        "市园林局2023年组织了考评。",
    ],
)
def test_other_offices_have_names_of_their_own(sentence):
    assert found(PARKS, ("2.部分园灯的采购", f"{sentence}\n2.部分园灯的采购")) == []


def test_an_office_that_is_another_but_for_one_sign_is_not_taken_for_ours():
    sentence = "区财政局2022年批复的预算已下达。"
    assert found(mended(), ("区民政局按照区财政局下达", f"{sentence}区民政局按照区财政局下达")) == []
