"""A document with every kind of part, for the tests of all renderers."""

import math

from resilience_cli.model.document import (
    Arrow,
    Arrows,
    Bars,
    Blank,
    Cell,
    Chart,
    Column,
    Data,
    Document,
    Heading,
    Interval,
    Letter,
    Line,
    Note,
    Outline,
    Paragraph,
    Radar,
    Table,
    Trends,
)

EVIL = "<script>alert('1')</script>\u202e&\u200b\"x\""
NAN = math.nan
TABLE = Table(
    (Column("小区"), Column("类型"), Column("指数"), Column("居民", "right")),
    (
        (
            "东湖花园",
            Cell("共治型", "co", "class3"),
            Interval(70.2, 61, 78.5, text="70.2（61.0–78.5）", tone="high"),
            Cell("39", 39),
        ),
        (EVIL, Cell("不足型", "de", "class1"), Interval(NAN, None, None, text="–"), Cell("–", None)),
    ),
    "说明",
    ("east", "evil"),
)
CHART = Chart(
    "各要素",
    (("结构", Interval(50, 40, 60, text="50.0（40.0–60.0）")), (EVIL, Interval(NAN, None, None, text="–"))),
    (50, 65),
)
RADAR = Radar(
    "三方",
    ("政府", "市场", "社会"),
    (("东湖花园", (70.0, 55.0, 61.0), "class3"), (EVIL, (40.0, NAN, 30.0), "class1")),
    (50, 65),
)
BARS = Bars(
    "类型的可能", (("不足型", "class1"), ("共治型", "class3")), (("东湖花园", (0.25, 0.75)), (EVIL, (1.0, 0.0)))
)
ANSWERS = Bars(
    "选项分布",
    (("非常不同意", "step1"), ("不太同意", "step2"), ("一般", "step3"), ("比较同意", "step4"), ("非常同意", "step5")),
    (("居委会会定期开会", (0.1, 0.2, 0.3, 0.25, 0.15)),),
    middle=2,
)
ARROWS = Arrows(
    "变化",
    (Arrow("东湖花园", 50.2, 61.9, "better", "+11.7 上升"), Arrow(EVIL, 60.0, 59.0, "open", "-1.0 难以判断")),
    (65,),
)
TRENDS = Trends("历次", ("2024", "2025", "2026"), (("东湖花园", (50.0, 55.5, 61.0)), (EVIL, (NAN, 40.0, 41.0))), (50,))
DRAWINGS = (CHART, RADAR, BARS, ANSWERS, ARROWS, TRENDS)
MEMBERS = (
    Document("东湖花园", (Heading("为什么"), Paragraph("理由"), CHART), key="east"),
    Document(EVIL, (Paragraph(EVIL), BARS), key="evil"),
)
DOCUMENT = Document(
    "韧性评估报告",
    (
        Heading("一、调查概况"),
        Paragraph("共 12 个小区。"),
        Paragraph(EVIL),
        Blank("党建引领"),
        TABLE,
        Heading("（一）图", 2),
        *DRAWINGS,
        Note("须注意", "warning"),
        Note(EVIL, "error"),
        Heading("附件", new_page=True),
        Outline((Line(0, "a"), Line(1, "b", EVIL), Line(0, "c"))),
    ),
    members=MEMBERS,
    data=(
        Data(
            "scores", "得分", ("community", "score", "estimate"), (("东湖花园", "index", 70.2), ("=1+1", "index", None))
        ),
    ),
    letter=Letter("区民政局", "东湖街道办事处", "2026年12月1日"),
)
