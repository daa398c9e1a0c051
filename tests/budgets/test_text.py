import pytest

from budgets.text import clean


@pytest.mark.parametrize(
    ("entered", "kept"),
    [
        ("目标值 20\u202e001\u202c 个", "目标值 20001 个"),
        ("\ufeff养老\u200b床位\u00ad", "养老床位"),
        ("一行\r\n二行\u2028三行\t四", "一行\n二行\n三行\t四"),
        ("甲\x00乙\ud800丙\ufffe", "甲乙丙"),
        ("　全角空格在中间　留着 ", "全角空格在中间　留着"),
        ("奓山街道𠮷", "奓山街道𠮷"),
    ],
)
def test_what_cannot_be_kept_or_seen_goes_and_the_rest_stays(entered, kept):
    assert clean(entered) == kept
