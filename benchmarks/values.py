"""How fast targets and actuals are read and judged, how that grows with their length, and how often it agrees.

python -m benchmarks.values            the figures
python -m benchmarks.values --fuzz N   N random and mutated pairs besides: no exception, every text kept
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable
from time import perf_counter, process_time

from indicators.values import judge, read
from indicators.values.plain import plain
from tests.indicators.value_pairs import ALL

NUMBER = re.compile(r"\d+(?:\.\d+)?")
CHARACTERS = "0123456789０９.,，、/％%‰万亿十一三两年月日前底后内以上下≥≤><=＝±-－~～至到个人次户元余未已完成是否无第()（）“”：; \n²①Ⅲ٣abTB*+每减少增长"


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """The best of several rounds, in the processor's time: what the machine does beside it is not the code's."""
    best = float("inf")
    for _ in range(rounds):
        start = process_time()
        work()
        best = min(best, process_time() - start)
    return best


def distinct(count: int) -> list[str]:
    """Real spellings with other figures in them, so that nothing is answered from memory."""
    texts = [text for pair in ALL for text in (pair.target, pair.actual) if NUMBER.search(text)]
    return [
        NUMBER.sub(str(number % 9000 + 1), texts[number % len(texts)], count=1) + " " * (number // 9000)
        for number in range(count)
    ]


def speed() -> None:
    texts = distinct(20_000)
    baseline = seconds(lambda: [NUMBER.findall(text) for text in texts])
    plain.cache_clear()
    reading = seconds(lambda: [(plain.cache_clear(), read(text)) for text in texts], rounds=2)
    pairs = list(zip(texts[::2], texts[1::2], strict=True))
    judging = seconds(
        lambda: [judge(target, actual, name="完成率", level2="数量指标") for target, actual in pairs], rounds=2
    )
    print(f"re.findall of numbers  {len(texts) / baseline:12,.0f} strings/s")
    print(
        f"read                   {len(texts) / reading:12,.0f} strings/s  ({reading / baseline:.0f} times the baseline's time)"
    )
    print(f"judge                  {len(pairs) / judging:12,.0f} pairs/s")


def growth() -> None:
    print("2,000 characters against 500 (at most 6 is asked):")
    for piece in (
        "9",
        "9,",
        "1年",
        "≥95%，",
        "第1",
        "至少",
        "未",
        "10-",
        "较上年减少2%",
        "保障困难群众基本生活",
        "1/",
        "每人",
        "得到有效",
        "完成时间",
    ):
        times = {}
        for length in (500, 2000):
            text = (piece * length)[:length]
            times[length] = seconds(lambda text=text: (plain.cache_clear(), judge(text, text + "1")), rounds=7)
        print(f"  {times[2000] / times[500]:5.2f}  {times[2000] * 1000:7.2f} ms  {piece}")


def agreement() -> None:
    told = Counter(
        (pair.outcome, judge(pair.target, pair.actual, name=pair.name, unit=pair.unit, level2=pair.level2).outcome)
        for pair in ALL
    )
    for (wanted, found), count in sorted(told.items()):
        print(f"  {wanted:12} judged {found:12} {count:5}")
    print(f"  {sum(count for (wanted, found), count in told.items() if wanted == found)} of {len(ALL)} agree")


def mutated(chance: random.Random, texts: list[str]) -> str:
    if chance.random() < 0.3:
        return "".join(chance.choice(CHARACTERS) for _ in range(chance.randint(0, 25)))
    if chance.random() < 0.1:
        return "".join(chr(chance.randint(0, 0x10FFFF)) for _ in range(chance.randint(0, 20)))
    text = list(chance.choice(texts))
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(text))
        text[at : at + chance.randint(0, 1)] = chance.choice([chance.choice(CHARACTERS), chance.choice(texts)])
    return "".join(text)


def fuzz(count: int) -> None:
    chance = random.Random(2022)
    texts = [text for pair in ALL for text in (pair.target, pair.actual)]
    start = perf_counter()
    outcomes: Counter[str] = Counter()
    for _ in range(count):
        target, actual = mutated(chance, texts), mutated(chance, texts)
        for text in (target, actual):
            value = read(text)
            if value.text != text or read(value.text) != value:
                raise AssertionError(text)
        outcomes[judge(target, actual, name=actual).outcome] += 1
    print(f"fuzz: {count:,} pairs without an exception in {perf_counter() - start:.0f} s, {dict(outcomes)}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--fuzz", type=int, default=0, metavar="N")
    wanted = options.parse_args()
    speed()
    growth()
    agreement()
    if wanted.fuzz:
        fuzz(wanted.fuzz)


if __name__ == "__main__":
    main()
