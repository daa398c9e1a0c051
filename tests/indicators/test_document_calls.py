"""A text may call a row shorter than the table does, as long as nobody asks which row it means."""

from dataclasses import replace

import pytest

from indicators.validation.document_calls import is_called
from tests.facts import make_facts

FIRST, SECOND = (row for _, row in list(make_facts().rows())[:2])


def called(told, name, actual="5个", other="别的指标"):
    row = replace(FIRST, name=name, actual=actual)
    return is_called(told, row, [row, replace(SECOND, name=other)])


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("教师培训", "教师培训人次"),
        ("危桥改造", "改造危桥"),
        ("适应性培训", "退役士兵适应性培训"),
        ("清查单位", "经济普查清查单位数"),
        ("退役军人荣誉感得到提升", "提升退役军人荣誉感（是否）"),
    ],
)
def test_a_name_cut_short_or_turned_about_is_the_same(told, name):
    assert called(told, name)


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("新增家庭养老床", "新增家庭养老床位"),
        ("保障困难群众的基本生活", "保障困难群众的基本生活，促进社会稳定"),
        ("补贴发放率", "补助发放率"),
        ("养护公园个数", "养护公园数量"),
        ("合格率", "苗木合格率"),
        ("关爱留守儿童服务", "关爱服务留守儿童"),
    ],
)
def test_a_name_with_other_words_is_another(told, name):
    assert not called(told, name)


def test_the_end_of_two_names_is_neither():
    assert not called("公路养护里程", "农村公路养护里程", other="国省公路养护里程")


def test_what_did_not_happen_is_none_of_it():
    assert called("未发生森林火灾", "森林火灾", actual="0起")
    assert not called("未发生森林火灾", "森林火灾", actual="1起")


def test_the_figure_may_stand_within_the_name():
    assert called("补助每月25日前发放到位", "补助按月发放到位", actual="每月25日前")
    assert not called("补助每月28日前发放到位", "补助按月发放到位", actual="每月25日前")
