"""A report about many communities, each with a document of its own, for tests and benchmarks of the renderers."""

import random

from resilience_cli.model.document import (
    Bars,
    Blank,
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    Interval,
    Letter,
    Note,
    Paragraph,
    Radar,
    Table,
)

CLASSES = (("不足型", "class1"), ("失衡型", "class2"), ("共治型", "class3"), ("过渡型", "class4"))
FACTORS = ("结构", "资本", "领导力", "记忆", "日常扰动", "事件应对", "张力")
SIDES = ("政府", "市场", "社会")
CUTS = (50.0, 65.0)


def street(count: int) -> Document:
    """Return a report about `count` communities; the same at every call."""
    draw = random.Random(count)  # noqa: S311
    names = [f"{place}{number // 8 + 1}区" for number in range(count) for place in (PLACES[number % len(PLACES)],)]
    towns = [_town(name, f"c{number}", draw) for number, name in enumerate(names)]
    columns = ("居民区", "类型", "把握", "指数", "政府", "市场", "社会", "居民")
    aligned = tuple(Column(title, "right" if title == "居民" else "left") for title in columns)
    table = Table(aligned, tuple(row for row, _ in towns), "各居民区一览", tuple(member.key for _, member in towns))
    parts = (
        Heading("一、调查概况"),
        Paragraph(f"本次调查覆盖{count}个居民区。"),
        Blank("党建引领"),
        Heading("二、各居民区"),
        table,
        Note("结果只用于改进工作。", "warning"),
        Heading("附件 方法", new_page=True),
        Paragraph("见说明。"),
    )
    letter = Letter("区民政局", "东湖街道办事处", "2026年12月1日")
    return Document("东湖街道治理韧性调查报告", parts, members=tuple(member for _, member in towns), letter=letter)


PLACES = ("东湖花园", "翠苑新村", "平安里", "锦绣江南", "文化馆宿舍", "老城厢", "学府名苑", "滨江一号")


def _town(name: str, key: str, draw: random.Random) -> tuple[tuple[str | Cell | Interval, ...], Document]:
    scores = [_interval(draw) for _ in range(4)]
    class_, tone = draw.choice(CLASSES)
    sure = draw.choice((("较稳定", "firm"), ("接近分界", "borderline"), ("尚难判断", "unresolved")))
    people = draw.randint(20, 90)
    row = (name, Cell(class_, class_, tone), Cell(sure[0], sure[0], sure[1]), *scores, Cell(str(people), people))
    return row, Document(name, _parts(name, tone, scores, draw), key=key)


def _parts(name: str, tone: str, scores: list[Interval], draw: random.Random) -> tuple[object, ...]:
    shares = sorted(draw.random() for _ in range(3))
    probable = (shares[0], shares[1] - shares[0], shares[2] - shares[1], 1 - shares[2])
    measure = ("物业服务企业", "建立每月一次的联席会议，公开议题和结果")
    titles = (Column("问题"), Column("责任方"), Column("建议"))
    advice = Table(titles, tuple((f"第{number}项得分偏低", *measure) for number in range(1, 4)))
    return (
        Paragraph(f"{name}的指数为{scores[0].text}，最弱的一方是市场。"),
        Chart("四要素", tuple((factor, _interval(draw)) for factor in FACTORS), CUTS),
        Radar("三方", SIDES, ((name, tuple(score.estimate for score in scores[1:]), tone),), CUTS, told=True),
        Bars("各类型的可能", CLASSES, ((name, probable),), told=True),
        Heading("建议", 2),
        advice,
    )


def _interval(draw: random.Random) -> Interval:
    at, half = draw.uniform(25, 85), draw.uniform(3, 9)
    tone = "low" if at < 50 else "high" if at >= 65 else "middle"
    return Interval(at, at - half, at + half, text=f"{at:.1f}（{at - half:.1f}–{at + half:.1f}）", tone=tone)
