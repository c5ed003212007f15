from hypothesis import given
from hypothesis import strategies as st

from resilience_cli.files.naming import file_names


def test_a_name_stays_readable():
    assert file_names(["东湖花园", "望河家园（一期）"], "docx") == ("东湖花园.docx", "望河家园（一期）.docx")


def test_no_name_leaves_its_folder_or_is_a_device():
    made = file_names(["../../x", "CON", "nul.txt", "", "...", "a\u202eb", "x:y|z", " 东 "], "md")
    assert made == ("_.._x.md", "_CON.md", "_nul.txt.md", "_.md", "_ 2.md", "ab.md", "x_y_z.md", "东.md")


def test_names_that_differ_only_by_capitals_or_signs_are_told_apart():
    assert file_names(["A/b", "a_b", "A?b"], "md") == ("A_b.md", "a_b 2.md", "A_b 3.md")


@given(st.lists(st.text(max_size=300), max_size=8))
def test_every_name_fits_and_is_another(names):
    made = file_names(names, "docx")
    assert len(made) == len(names) == len({name.casefold() for name in made})
    for name in made:
        assert len(name.encode()) <= 255
        assert not set(name) & set('\\/:*?"<>|\n\t')
        assert name.strip(" .") == name
