from dataclasses import replace

import pandas as pd
import pytest
from made import assessment

from resilience_cli.errors import UsageError
from resilience_cli.messages import speaking
from resilience_cli.model.document import Bars, Heading, Table
from resilience_cli.model.finding import Finding
from resilience_cli.model.responses import Register
from resilience_cli.reports import compose, explain, result
from resilience_cli.reports.terminal import render


def text_of(document, width=200):
    return render(document, width)


def test_the_report_says_what_can_be_quoted():
    with speaking("zh"):
        text = text_of(compose(assessment()))
    assert "3 个小区中：不足型 1 个、共治型 1 个、未定类 1 个。" in text
    assert "未提供小区登记表，未判断“缺位”" in text
    assert "类型取决于一两份工作人员答卷，因此把握不大：老街新村（物业公司工作人员）。" in text
    assert "试用版：切点未经验证" in text
    assert "60 分不是及格线" in text
    assert "不反映没有作答的人" in text
    assert "3999 次，随机种子 20231026" in text
    assert "40/40（1200）" in text
    assert "其中 1 个小区的类型稳固（概率不低于 80%）；1 个小区处于临界" in text


def test_without_a_class_the_reason_is_told():
    with speaking("en"):
        text = text_of(compose(assessment()))
    assert "滨河一号: 滨河一号 exists already." in text


def test_a_register_that_leaves_something_open_is_told_by_field():
    made = replace(assessment(), register=Register(pd.DataFrame(), "登记表.xlsx", "00"))
    with speaking("zh"):
        text = text_of(compose(made))
    assert "登记表未填，未作判断：业委会情况（东湖花园、老街新村、滨河一号）" in text
    assert "未提供小区登记表" not in text


def test_numbers_never_cross_a_cut():
    with speaking("en"):
        assert "49.98 (44.0-55.0)" in text_of(compose(assessment()))


def test_communities_are_found_by_id_or_name_and_the_others_left_out():
    with speaking("en"):
        text = text_of(compose(assessment(), communities=["B", "东湖花园"]))
    assert "老街新村" in text
    assert "滨河一号" not in text
    assert "Only 2 of 3" in text


def test_unknown_communities_are_told_together_with_near_names():
    with pytest.raises(UsageError) as caught, speaking("zh"):
        compose(assessment(), communities=["东湖花苑", "无名"])
    assert [fault.code for fault in caught.value.faults] == ["RES-U003", "RES-U003"]
    assert "东湖花园" in str(caught.value)


def test_the_public_sees_no_small_group_and_no_finding():
    with speaking("en"):
        text = text_of(compose(assessment(), audience="public"))
    assert "滨河一号" not in text
    assert "withheld: 1" in text
    assert "20-49/20-49 (1000 or more)" in text
    assert "RES-U001" not in text


def test_a_result_shows_each_kind_of_finding_once():
    findings = tuple(Finding("RES-U001", values={"name": f"file{n}"}) for n in range(30))
    made = assessment(findings=(*findings, Finding("RES-U005")))
    with speaking("en"):
        text = text_of(result(made))
        whole = text_of(compose(made))
    assert "file0 exists already." in text
    assert "(and 29 more like it)" in text
    assert "file29" not in text
    assert "file29" in whole


def test_hostile_names_are_shown_literally():
    made = assessment({"a": "[red]东\x1b[2J湖\u202e|<b>"})
    text = text_of(compose(made))
    assert "[red]东 [2J湖|<b>" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def headings(document):
    return [part.text for part in document.parts if isinstance(part, Heading) and part.level == 1]


def test_the_street_report_is_numbered_in_the_order_of_its_readers():
    with speaking("zh"):
        found = headings(compose(assessment()))
    assert found == [
        "一、调查概况", "二、总体判断", "三、分档名单", "四、四要素与三方", "五、突出问题清单",
        "附件1　各小区结果明细", "附件2　方法与局限", "附件3　问卷题目", "附件4　发现的问题",
    ]  # fmt: skip


def test_the_body_stays_short_however_many_communities_there_are():
    made = assessment()
    many = replace(made, verdicts=tuple(replace(made.verdicts[0], community="a") for _ in range(21)))
    for report, tables in ((compose(made), 6), (compose(many), 2)):
        appendix = next(p for p, part in enumerate(report.parts) if isinstance(part, Heading) and part.new_page)
        body = [part for part in report.parts[:appendix] if isinstance(part, Table)]
        assert len(body) <= tables
        assert all(len(table.rows) <= 13 for table in body)
        assert any(part.keys for part in report.parts[appendix:] if isinstance(part, Table))
    assert len(compose(many).members) == 21


def test_many_names_stand_in_the_appendix_and_the_body_counts_them():
    made = assessment()
    many = replace(made, verdicts=tuple(replace(made.verdicts[0], community="a") for _ in range(21)))
    with speaking("zh"):
        body, _, details = text_of(compose(many)).partition("附件1")
    assert "东湖花园" not in body.partition("三、分档名单")[2].partition("四、")[0]
    assert details.count("东湖花园、东湖花园") >= 1


def test_a_class_is_renamed_everywhere_but_in_the_method_part():
    with speaking("zh"):
        text = text_of(compose(assessment(), titles={"deficient": "重点提升型"}))
    body, method = text.split("附件2")
    assert "重点提升型" in body
    assert "不足型" not in body
    assert "不足型" in method
    with pytest.raises(UsageError, match="nothing") as caught:
        compose(assessment(), titles={"nothing": "x"})
    assert caught.value.faults[0].code == "RES-U020"


def test_one_community_has_a_report_with_its_questions():
    with speaking("zh"):
        report = compose(assessment(), communities=["东湖花园"])
        text = text_of(report)
    assert report.title == "东湖花园：小问卷报告"
    assert "政府一方第2题（反向题，已转向）" in text
    few = compose(assessment(), communities=["滨河一号"])
    assert not [part for part in few.parts if isinstance(part, Bars)]


def test_explain_tells_rules_shortfall_items_and_voices():
    with speaking("en"):
        document = explain(assessment(), "老街新村")
        text = text_of(document)
    assert document.title == "老街新村: why Deficient"
    assert "When Weakest side below 50; or Owners' committee is none." in text
    assert "Mend the weakest side first." in text
    tables = [part for part in document.parts if isinstance(part, Table)]
    lacks = next(table for table in tables if table.columns[-1].title == "In the rule of")
    assert lacks.rows == (("Weakest side", "50", "3.0", "Deficient"),)
    items = next(table for table in tables if table.columns[0].title == "Item")
    assert items.rows[0][0] == "Market side, item 2 (reverse-scored)"
    voices = next(table for table in tables if table.columns[0].title == "Counting")
    assert voices.rows[0] == ("residents alone", "Intermediate")
    assert ("without: Property company staff", "Intermediate") in voices.rows


def test_items_of_few_people_are_not_shown():
    made = assessment()
    few = made.items.assign(n=made.items["n"].clip(upper=4))
    with speaking("en"):
        text = text_of(explain(replace(made, items=few), "b"))
    assert "Too few people answered to show single items." in text
    assert "item 2" not in text


def test_a_community_without_a_class_is_explained_too():
    with speaking("zh"):
        document = explain(assessment(), "c")
    assert document.title == "滨河一号：为什么是未定类"
    assert any(isinstance(part, Heading) for part in document.parts)
