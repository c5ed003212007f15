import io

from resilience_cli.cli import asking, scored


def answering(monkeypatch, *answers):
    monkeypatch.setattr(asking, "somebody_is_there", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))


def test_questions_lead_to_the_report(resilience, export, monkeypatch):
    monkeypatch.setattr(asking, "arguments", lambda ask=asking.arguments: [*ask(), "--allow-unreleased"])
    answering(monkeypatch, "nowhere.xlsx", f"'{export}'", "", "pptx", "md")
    ran = resilience()
    assert ran.code == 0
    assert "There is no such file: nowhere.xlsx" in ran.err
    assert "# Small survey: report" in ran.out


def test_a_report_in_word_is_what_is_offered_first_and_is_opened(resilience, export, monkeypatch):
    opened: list[str] = []
    monkeypatch.setattr(scored, "open_file", lambda path: opened.append(path.name))
    monkeypatch.setattr(asking, "arguments", lambda ask=asking.arguments: [*ask(), "--allow-unreleased"])
    answering(monkeypatch, export, "", "")
    ran = resilience()
    assert ran.code == 0
    assert opened == ["导出.report.docx"]
    assert (export.parent / "导出.report.docx").is_file()
    assert "Small survey: result" in ran.out


def test_an_end_of_input_interrupts(resilience, monkeypatch):
    answering(monkeypatch)
    assert resilience().code == 130


def test_where_nobody_is_there_it_shows_the_help(resilience):
    ran = resilience()
    assert ran.code == 0
    assert "Commands" in ran.out
