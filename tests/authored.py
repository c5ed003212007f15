"""What is wrong with an instrument that authoring made, and last year's questionnaire as an export."""

from __future__ import annotations

from typing import Any

from resilience_cli.analysis.cases import run_cases
from resilience_cli.authoring.new import Made
from resilience_cli.catalog.checks.faults import check_faults
from resilience_cli.catalog.schema import schema_faults
from resilience_cli.model.parse import parse

AGREE = ["非常不同意", "不太同意", "一般", "比较同意", "非常同意"]
SATISFIED = ["非常不满意", "不满意", "一般", "满意", "非常满意"]


def problems(made: Made) -> list[str]:
    """Return the codes of all errors and warnings about the instrument and its cases."""
    faults = schema_faults(made.content, "instrument")
    found = [*faults, *check_faults(made.content, sound=not faults)]
    if not faults and made.cases is not None:
        found += run_cases(parse(made.content), made.cases).findings
    return [f"{one.code} {one.where.pointer}" for one in found if one.severity != "info"]


HEADERS = (
    """
序号|提交答卷时间|所用时间|来源|来源详情|来自IP|1、您所在的小区：|2、您的身份：|3、您的年龄（周岁）
4、您的住房性质|5、您的姓名|6、联系电话：|7、请就以下说法选择——邻居之间会互相帮助。|7、出了问题，没有人负责。
8、您对12345热线的处理结果是否满意？|9、为检查是否认真作答，此题请选择“满意”
10、您从哪里了解社区信息（可多选）|11、您最想改变什么？|12、您对物业的服务满意吗？
""".strip()
    .replace("\n", "|")
    .split("|")
)


def last_year(people: int = 40) -> list[list[Any]]:
    """Return a 问卷星 text export of an invented questionnaire, with people's own words and numbers in it."""
    return [list(HEADERS), *(_person(i) for i in range(people))]


def _person(i: int) -> list[Any]:
    def pick(options: list[str], step: int) -> str:
        return options[(i * step + i // 7) % len(options)]

    home = pick(["自有", "租住", f"其他〖住在亲戚{i}家〗"], 2)
    return [
        i + 1, f"2025/9/{i % 28 + 1} 12:24:22", f"{100 + i}秒", "微信", "N/A", f"1.2.3.{i}(上海-上海)",
        pick(["东湖花园", "老街新村"], 1), "居委会工作人员" if i % 8 == 0 else "居民", 20 + i, home, f"秘密{i}先生",
        f"1380000{i:04d}", pick(AGREE, 1), pick(AGREE, 3), pick([*SATISFIED, "不了解", "(跳过)"], 2),
        "满意" if i % 9 else "一般", pick(["微信┋公告栏", "微信"], 1), f"我住在{i}号楼，盼望安静",
        pick(SATISFIED[1:], 3),
    ]  # fmt: skip
