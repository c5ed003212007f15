"""The house rule of the package: imports go down only, and each outside library has its one place."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "resilience_cli"
FILES = sorted(PACKAGE.rglob("*.py"))
FLOORS = [
    {"messages", "errors"},
    {"model", "stats"},
    {"engines", "rules", "files"},
    {"catalog", "authoring", "readers", "scoring", "reports", "store"},
    {"pipeline", "analysis"},
    {"cli"},
    {"__init__", "__main__"},  # the face and the door: they may name anything, and nothing names them
]
FLOOR = {room: number for number, rooms in enumerate(FLOORS, start=1) for room in rooms}
FORBIDDEN_IN_CLI = {"pandas", "numpy", "scipy", "pyarrow"}
ONE_FILE_EACH = {"openpyxl", "dask", "pyreadstat", "fastexcel"}
PLACES = {"rich": {"cli", "reports/terminal.py"}, "typer": {"cli"}}


def room_of(file: Path) -> str:
    """Return the room that a file belongs to."""
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(file: Path) -> set[str]:
    """Return the full names of all modules (or names within modules) that a file imports, wherever it does so."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def rooms(names: set[str]) -> set[str]:
    """Return the rooms of this package among imported names; the face is `__init__`, and its version nobody's."""
    own = {name.split(".")[1] for name in names if name.startswith("resilience_cli.")} - {"__version__"}
    return {name if name in FLOOR else "__init__" for name in own}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_imports_go_down_only(file: Path) -> None:
    here = room_of(file)
    assert here in FLOOR, f"{here} has no floor: give it one here"
    wrong = {room for room in rooms(imports(file)) - {here} if FLOOR[room] >= FLOOR[here]}
    assert not wrong, f"{here} (floor {FLOOR[here]}) imports {sorted(wrong)}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_libraries_stay_in_their_place(file: Path) -> None:
    libraries = {name.split(".")[0] for name in imports(file)}
    place = {room_of(file), file.relative_to(PACKAGE).as_posix()}
    for library, allowed in PLACES.items():
        assert library not in libraries or allowed & place, f"{library} belongs to {sorted(allowed)}"
    assert room_of(file) != "cli" or not libraries & FORBIDDEN_IN_CLI


@pytest.mark.parametrize("library", sorted(ONE_FILE_EACH))
def test_a_format_library_is_used_by_one_file_or_one_package_of_files(library: str) -> None:
    users = [file for file in FILES if library in {name.split(".")[0] for name in imports(file)}]
    places = {file.parent if file.parent.parent.name == "files" else file for file in users}
    assert len(places) <= 1, users


def test_only_the_command_line_prints_asks_or_exits() -> None:
    for file in FILES:
        if room_of(file) not in {"cli", "__main__"}:
            calls = [node.func for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
            names = {ast.unparse(call) for call in calls}
            assert not names & {"print", "input", "exit", "quit", "sys.exit", "os._exit"}, file


@pytest.mark.parametrize("room", ["containers", "matching", "decoding"])
def test_what_all_platforms_share_knows_none_of_them(room: str) -> None:
    for file in (PACKAGE / "readers" / room).glob("*.py"):
        assert not [name for name in imports(file) if name.startswith("resilience_cli.readers.platforms")], file


def test_no_two_files_need_each_other() -> None:
    modules = {".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts): file for file in FILES}
    needs = {
        module: {name for full in imports(file) if (name := _module(full, modules)) not in (None, module)}
        for module, file in modules.items()
    }
    while free := {module for module, others in needs.items() if not others & needs.keys()}:
        needs = {module: others for module, others in needs.items() if module not in free}
    circle = {module for module in needs if any(module in others for others in needs.values())}
    assert not circle, f"import circles among {sorted(circle)}"


def _module(name: str, modules: dict[str, Path]) -> str | None:
    """Return the module that a name belongs to; a room's `__init__` is left out, for it names what is in its room."""
    found = name if name in modules else name.rpartition(".")[0]
    return found if found in modules else None
