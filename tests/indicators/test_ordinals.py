"""Numbers that headings begin with."""

import pytest

from indicators.ordinals import ordinal_of


@pytest.mark.parametrize(
    ("sign", "number"),
    [
        ("①", 1),
        ("⑳", 20),
        ("㉑", 21),
        ("㊿", 50),
        ("❸", 3),
        ("⑵", 2),
        ("三", 3),
        ("十", 10),
        ("十二", 12),
        ("二十一", 21),
        ("7", 7),
    ],
)
def test_a_sign_is_the_number_that_it_counts(sign, number):
    assert ordinal_of(sign) == number


@pytest.mark.parametrize("sign", ["", "甲", "A", "3.5"])
def test_what_counts_nothing_is_no_number(sign):
    assert ordinal_of(sign) == 0
