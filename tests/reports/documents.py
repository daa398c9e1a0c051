"""Documents as literals, and a Hypothesis strategy for any document that the records allow."""

from decimal import Decimal

from hypothesis import strategies as st

from indicators.facts import Place
from reports.document import VERSION, Cell, Document, Footer, Heading, Paragraph, Part, Run, Table, TableRow, placed

LEVELS = ("一级指标", "二级指标", "三级指标", "年初目标值", "实际完成值")

# title, then (level 1, level 2, [(name, target, actual)]); the published form of one department.
GOALS = (
    (
        "健全基本养老服务体系，提升养老服务质量",
        (
            (
                "产出指标",
                "数量指标",
                (
                    ("新增农村老年人互助照料中心", "20个", "20个"),
                    ("索河特困人员供养服务中心建成率", "100%", "100%"),
                    ("适老化改造户数", "100户", "100户"),
                    ("新增家庭养老床位", "≥100个", "122张"),
                    ("开展居家养老上门服务人数", "≥200人", "526人"),
                    ("新增养老机构床位", "100张", "100张"),
                ),
            ),
            (
                "产出指标",
                "质量指标",
                (
                    ("符合特殊困难老年人养老服务补贴对象服务送达率", "100%", "100%"),
                    ("养老机构安全监管", "100%", "100%"),
                ),
            ),
            (
                "效益指标",
                "社会效益指标",
                (
                    ("进一步完善农村养老设施建设（是否）", "是", "是"),
                    ("推进特殊困难老人居家适老化改造（是否）", "是", "是"),
                    ("提升养老机构供给能力，促进医养融合发展（是否）", "是", "是"),
                ),
            ),
        ),
    ),
    (
        "加强未成年人保护工作，推进未成年人保护工作站建设",
        (
            (
                "产出指标",
                "数量指标",
                (
                    ("关爱服务留守儿童", "99人", "99人"),
                    ("关爱服务困境儿童", "299人", "299人"),
                    ("全区事实无人抚养儿童及孤儿补助覆盖率", "100%", "100%"),
                    ("未成年人保护工作站建设", "10个", "11个"),
                ),
            ),
            (
                "效益指标",
                "社会效益指标",
                (
                    ("推动未保服务的完善，提升社区未成年人的获得感、幸福感和安全感（是否）", "是", "是"),
                    ("确保全区事实无人抚养儿童及孤儿的生活（是否）", "保障", "保障"),
                ),
            ),
        ),
    ),
    (
        "兜牢民生底线",
        (
            (
                "产出指标",
                "数量指标",
                (
                    ("城乡低保救助覆盖率", "100%", "100%"),
                    ("特困供养救助覆盖率", "100%", "100%"),
                    ("临时救助覆盖率", "100%", "100%"),
                    ("低收入困难家庭及支出型贫困家庭中的重病患者和罕见病患者新纳入低保对象", "≥90户", "94户"),
                    ("残疾人两补发放覆盖率", "100%", "100%"),
                ),
            ),
            ("产出指标", "质量指标", (("补助发放准确性（应补尽补、应退尽退）", "100%", "100%"),)),
            ("产出指标", "时效指标", (("各项补助按时发放", "及时发放到位", "及时发放到位"),)),
            ("效益指标", "社会效益指标", (("保障困难群众的基本生活，促进社会稳定（是否）", "是", "是"),)),
        ),
    ),
    (
        "加强基层民主政权建设",
        (
            (
                "产出指标",
                "数量指标",
                (
                    ("开展城乡社区结对共建", "8对", "10对"),
                    ("建设社工站", "8个", "11个"),
                    ("建设社区工作服务室", "17个", "58个"),
                    ("区级儿童福利指导中心增配专业社工", "至少1人", "1个"),
                    ("开展“三方联动”试点", "至少1个小区", "1个小区"),
                    ("街道乡级勘界工作完工率", "100%", "100%"),
                ),
            ),
            ("产出指标", "质量指标", (("持续推进国际化社区提档升级", "提升", "提升"),)),
            (
                "效益指标",
                "社会效益指标",
                (
                    (
                        "推动社会治理重心下移，提升社区工作者队伍社会化、职业化、专业化水平（是否）",
                        "是",
                        "是",
                    ),
                    ("为明晰基层社会治理单位提供保障（是否）", "是", "是"),
                ),
            ),
        ),
    ),
)


def head(text: str, **span: int) -> Cell:
    return Cell(text, role="head", **span)


def label(text: str, **span: int) -> Cell:
    return Cell(text, role="label", **span)


def amount(number: str | None, kind: str, field: str = "", **span: int) -> Cell:
    return Cell(
        amount=None if number is None else Decimal(number),
        kind=kind,
        where=Place("budget", "evaluation", field) if field else None,
        **span,
    )


def make_document(*parts: Part, mark: str = "", footer: Footer | None = None) -> Document:
    return Document(
        VERSION, "2022年度蔡甸区民政局部门整体绩效自评报告", "武汉市蔡甸区民政局", 2022, parts, mark, footer
    )


def make_table(*rows: tuple[Cell | str, ...], widths: tuple[int, ...] = (50, 50), **more) -> Table:
    """Rows of cells or plain texts."""
    return Table(
        more.pop("key", "form"),
        widths,
        tuple(TableRow(tuple(Cell(cell) if isinstance(cell, str) else cell for cell in row)) for row in rows),
        **more,
    )


def with_table(table: Table, *, part: str = "form", **more) -> Document:
    return make_document(Part(part, "自评表", (table,)), **more)


def revenue_table() -> Table:
    def row(name: str, initial: str | None, adjusted: str, final: str, role: str = "body") -> TableRow:
        amounts = (initial, adjusted, final)
        cells = (Cell("", Decimal(one) if one else None, "yuan", role=role) for one in amounts)
        return TableRow((Cell(name, role=role, align="center" if role == "total" else "left"), *cells))

    return Table(
        "revenue",
        (37, 21, 21, 21),
        (
            TableRow(tuple(head(text) for text in ("项目", "年初预算数", "调整预算数", "决算数"))),
            row("一、一般公共预算财政拨款收入", "277992200.00", "218492342.07", "218492342.07"),
            row("二、政府性基金预算财政拨款收入", None, "11831432.45", "11831432.45"),
            row("三、其他收入", "0.00", "3346189.60", "3346189.60"),
            row("总 计", "277992200.00", "233669964.12", "233669964.12", "total"),
        ),
        header_rows=1,
        title="收入决算明细表",
        left_note="编制单位：武汉市蔡甸区民政局（本级）",
        right_note="单位：元",
    )


def form_table() -> Table:
    """34 indicators under 4 goals; level cells span 1 to 8 rows."""
    rows = [
        (label("单位名称"), Cell("蔡甸区民政局", across=5)),
        (
            label("基本支出总额"),
            amount("789.94", "wan", "basic", across=2),
            label("项目支出总额", across=1),
            amount("22577.06", "wan", "project", across=2),
        ),
        (
            label("预算执行情况（万元）", down=2),
            head("", across=2),
            head("预算数（A）"),
            head("执行数（B）"),
            head("执行率（B/A）"),
        ),
        (
            label("部门整体支出总额", across=2),
            amount("23367.00", "wan"),
            amount("23367.00", "wan"),
            amount("100.00", "percent"),
        ),
    ]
    keeps = [False, False, True, False]
    for number, (title, groups) in enumerate(GOALS, 1):
        rows.append(
            (Cell(f"年度目标{number}：{title}", across=6, role="band", where=Place("goals", f"g{number}", "title")),)
        )
        count = sum(len(names) for _, _, names in groups)
        rows.append((label("年度绩效目标完成情况", down=count + 1), *(head(text) for text in LEVELS)))
        keeps += [True, True, *[False] * count]
        rows += _indicator_rows(number, groups)
    rows.append((label("偏差大或目标未完成原因分析"), Cell("无", across=5, align="left")))
    rows.append((label("改进措施及结果应用方案"), Cell("无", across=5, align="left")))
    keeps += [False, False]
    return Table(
        "form", (12, 13, 14, 31, 15, 15), tuple(TableRow(row, keep) for row, keep in zip(rows, keeps, strict=True))
    )


def _indicator_rows(number: int, groups) -> list[tuple[Cell, ...]]:
    rows, level = [], ""
    for level1, level2, names in groups:
        for index, (name, target, actual) in enumerate(names):
            cells = []
            if level1 != level:
                cells.append(Cell(level1, down=sum(len(group[2]) for group in groups if group[0] == level1)))
                level = level1
            if index == 0:
                cells.append(Cell(level2, down=len(names)))
            key = f"{number}-{name}"
            cells.append(Cell(name, align="left", where=Place("goals", key, "name")))
            cells.append(Cell(target, where=Place("goals", key, "target")))
            cells.append(Cell(actual, where=Place("indicators", key, "actual")))
            rows.append(tuple(cells))
    return rows


def body(text: str, key: str = "") -> Paragraph:
    return Paragraph((Run(text),), key)


def founding_like(mark: str = "", footer: Footer | None = None) -> Document:
    """A narrative of several pages and the form, in the shape of the real thing."""
    narrative: list[Heading | Paragraph | Table] = [
        Paragraph((Run("武汉市蔡甸区民政局"),), "unit", "center"),
        Heading(0, "2022年度整体绩效自评结果"),
        Heading(1, "一、部门整体绩效目标完成情况"),
        Heading(2, "（一）执行率情况"),
        body(
            "武汉市蔡甸区民政局（以下简称“区民政局”）本级机关单位2022年度部门年初预算为27,799.22万元，"
            "调整后预算数为23,367.00万元，决算报告披露决算支出数为23,367.00万元，执行率达100%。",
            "1.1",
        ),
        Heading(2, "（二）预算执行情况分析"),
        revenue_table(),
    ]
    for number, (title, groups) in enumerate(GOALS, 1):
        narrative.append(Heading(3, f"年度目标{number}：{title}"))
        for position, (level1, level2, names) in enumerate(groups, 1):
            narrative.append(Heading(4, f"（{position}）{level1}·{level2}完成情况分析"))
            for name, target, actual in names:
                narrative.append(Heading(5, f"①{name}"))
                reached = Run("完成目标值。") if name != "建设社工站" else Run("【待填：完成情况】", kind="gap")
                work = f"2022年区民政局持续深化养老服务体系改革，全年实际完成{actual}。"
                place = Place("indicators", name, "analysis")
                narrative.append(Paragraph((Run(f"此指标目标值为{target}，"), Run(work, place), reached)))
    form = [
        Paragraph((Run("附件"),), "annex", "label"),
        Heading(0, "2022年度蔡甸区民政局部门整体绩效自评表"),
        Paragraph((Run("单位名称：蔡甸区民政局　　填报日期：2023年3月15日"),), "head", "left"),
        form_table(),
        Paragraph((Run("备注："),), "notes", "note"),
        Paragraph(
            (Run("1.预算执行情况口径：预算数为年初预算总额（包括上年结余结转），执行数为调整后单位实际支出数。"),),
            "note-1",
            "note",
        ),
    ]
    return make_document(
        Part("narrative", "自评报告", tuple(narrative)), Part("form", "自评表", tuple(form)), mark=mark, footer=footer
    )


# ---- any document -------------------------------------------------------------------------------

# What `clean` lets in: no control characters, no surrogates, no blanks at the ends.
TEXTS = st.text(
    st.one_of(
        st.sampled_from("=+-@'\"<>&;% 　\n①≥㎡奓😀0123456789.,年度目标完成情况"),
        st.characters(exclude_categories=("Cs", "Cc", "Cf", "Cn", "Co", "Zl", "Zp", "Zs", "Mn", "Me")),
    ),
    max_size=40,
).map(str.strip)
AMOUNTS = st.decimals("-9999999999.99", "9999999999.99", places=2)
PLACES = st.none() | st.builds(
    Place, st.sampled_from(["budget", "goals"]), st.text("abc-1", max_size=5), st.just("name")
)


@st.composite
def cells(draw, down: int = 1, across: int = 1) -> Cell:
    role = draw(st.sampled_from(["head", "label", "body", "total", "band"]))
    where = draw(PLACES)
    if draw(st.booleans()):
        kind = draw(st.sampled_from(["yuan", "wan", "percent", "score"]))
        return Cell("", draw(st.none() | AMOUNTS), kind, down, across, where, role)
    return Cell(draw(TEXTS), None, "text", down, across, where, role, draw(st.sampled_from(["", "left", "right"])))


@st.composite
def tables(draw, key: str = "form") -> Table:
    """A grid cut into spans at random: each free place takes as much room as was drawn and is there."""
    columns, height = draw(st.integers(1, 5)), draw(st.integers(1, 6))
    header_rows = draw(st.integers(0, min(height - 1, 2)))
    taken: set[tuple[int, int]] = set()
    rows = []
    for row in range(height):
        begun = []
        # A header cell may not hang into the body: the two are different groups of rows.
        end = header_rows if row < header_rows else height
        for column in range(columns):
            if (row, column) in taken:
                continue
            across = draw(st.integers(1, columns - column))
            across = next((i for i in range(1, across) if (row, column + i) in taken), across)
            down = draw(st.integers(1, end - row))
            taken |= {(row + i, column + j) for i in range(down) for j in range(across)}
            begun.append(draw(cells(down, across)))
        rows.append(TableRow(tuple(begun), draw(st.booleans())))
    widths = [100 // columns] * columns
    widths[0] += 100 - sum(widths)
    title, left, right = draw(TEXTS), draw(TEXTS), draw(TEXTS)
    return Table(key, tuple(widths), tuple(rows), header_rows, title, left, right)


@st.composite
def documents(draw) -> Document:
    runs = st.lists(st.builds(Run, TEXTS, PLACES, st.sampled_from(["text", "gap"])), max_size=3).map(tuple)
    paragraphs = st.builds(
        Paragraph, runs, st.just(""), st.sampled_from(["body", "left", "right", "center", "note", "label"])
    )
    headings = st.builds(Heading, st.integers(0, 5), TEXTS, st.just(""), PLACES)

    def part(name: str) -> Part:
        blocks = draw(st.lists(paragraphs | headings, max_size=3))
        return Part(name, "部分", (*blocks, draw(tables(name))), draw(st.sampled_from(["portrait", "landscape"])))

    mark = draw(st.sampled_from(["", "draft", "review"]))
    footer = draw(st.none() | st.just(Footer("2022-001", "0123456789ab")))
    return make_document(part("narrative"), part("form"), mark=mark, footer=footer)


def grid(table: Table) -> list[tuple[int, int, int, int]]:
    """Row, column and spans of each cell: what every format has to agree on."""
    return [(row, column, cell.down, cell.across) for row, column, cell in placed(table)]
