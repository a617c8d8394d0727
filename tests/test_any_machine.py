"""The code runs on Linux, macOS and Windows, whatever the locale: rules that the sources follow."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sphinx_modelterms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PACKAGE = Path(sphinx_modelterms.__file__).parent
REPOSITORY = Path(__file__).parent.parent

SHIPPED = [PACKAGE, *(REPOSITORY / name for name in ("benchmarks", "example_docs"))]
"""Directories whose programs write files that are the same bytes on each machine."""

UNIX_MODULES = {"crypt", "fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "termios"}
"""Modules of the standard library that Windows does not have."""

UNIX_NAMES = {
    "os": """chown fork fpathconf getegid geteuid getgid getloadavg getpgid getuid killpg lchown
        major mkfifo mknod nice pathconf setsid statvfs sysconf uname wait4 WNOHANG""",
    "signal": "SIGALRM SIGCHLD SIGHUP SIGKILL SIGUSR1 alarm pause setitimer",
    "time": "tzset",
    "asyncio": "ThreadedChildWatcher",
}
"""Names that some modules do not have on Windows, by module."""

Finding = tuple[ast.AST, str]


def sources(*folders: Path) -> list[Path]:
    """Return all Python files in *folders*."""
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def has(call: ast.Call, name: str, position: int | None = None) -> bool:
    """Return True if an argument is given, by name or by position."""
    by_name = any(keyword.arg in {name, None} for keyword in call.keywords)
    return by_name or (position is not None and len(call.args) > position)


def constant(call: ast.Call, name: str, position: int, default: str) -> str:
    """Return the value of an argument, or ``""`` if the text does not tell."""
    values = [keyword.value for keyword in call.keywords if keyword.arg == name]
    values += call.args[position : position + 1]
    if not values:
        return default
    return str(values[0].value) if isinstance(values[0], ast.Constant) else ""


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str, bool]]:
    """Yield all calls, each with the name of what is called, and if that is an attribute."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node, node.func.id, False
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func.attr, True


OPENERS = {"fdopen": 1, "TemporaryFile": 0, "NamedTemporaryFile": 0}
"""Other functions that open files, each with the position of its mode."""


def opened_text(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Yield the calls that open a file as text, each with its mode."""
    for call, name, is_method in calls(tree):
        if name == "open":
            owner = call.func.value if isinstance(call.func, ast.Attribute) else None
            if isinstance(owner, ast.Name) and owner.id in {
                "os",
                "tarfile",
                "zipfile",
                "webbrowser",
            }:
                continue
            default = "r"
            position = 0 if is_method else 1
        elif name in OPENERS:
            default, position = "w+b", OPENERS[name]
        else:
            continue
        mode = constant(call, "mode", position, default)
        if mode and "b" not in mode:
            yield call, mode


def without_encoding(tree: ast.AST) -> Iterator[Finding]:
    """Yield the places where the encoding depends on the machine."""
    for call, name, is_method in calls(tree):
        own = isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "self"
        if is_method and name in {"read_text", "write_text"} and not own:
            position = 0 if name == "read_text" else 1
            if not has(call, "encoding", position):
                yield call, f"{name} without encoding"
        text = any(k.arg in {"text", "universal_newlines"} for k in call.keywords)
        if text and name in {"run", "Popen", "check_output", "check_call", "call"}:
            yield call, "give encoding='utf-8' instead of text=True"
    for call, _ in opened_text(tree):
        if not has(call, "encoding"):
            yield call, "open without encoding"


def without_newline(tree: ast.AST) -> Iterator[Finding]:
    """Yield the places where the ends of the written lines depend on the machine."""
    for call, name, is_method in calls(tree):
        if is_method and name == "write_text" and not has(call, "newline"):
            yield call, "write_text without newline='\\n'"
    for call, mode in opened_text(tree):
        if set(mode) & set("wax+") and not has(call, "newline"):
            yield call, "open without newline='\\n'"


def only_on_unix(tree: ast.AST) -> Iterator[Finding]:
    """Yield what Windows does not have.

    A name may be used in a file that asks for it, as in ``hasattr(os, "wait4")``.
    """
    asked = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.attr in UNIX_NAMES.get(node.value.id, "").split() and node.attr not in asked:
                yield node, f"{node.value.id}.{node.attr} is not there on Windows"
            continue
        else:
            continue
        for name in {*names} & UNIX_MODULES:
            yield node, f"the module {name} is not there on Windows"


def native_separators(tree: ast.AST) -> Iterator[Finding]:
    """Yield relative paths that have backslashes on Windows, where text is made of them."""
    for node in ast.walk(tree):
        texts: list[ast.expr] = []
        if isinstance(node, ast.FormattedValue):
            texts = [node.value]
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "str":
            texts = node.args
        for text in texts:
            if isinstance(text, ast.Call) and getattr(text.func, "attr", "") == "relative_to":
                yield text, "write .as_posix() behind relative_to"
        if (
            isinstance(node, ast.Attribute)
            and node.attr == "relpath"
            and ast.unparse(node.value) == "os.path"
        ):
            yield node, "use sphinx_modelterms.relative_paths"


def fixed_places(tree: ast.AST) -> Iterator[Finding]:
    """Yield names of folders that not every machine has."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            for place in ("/tmp/", "/dev/shm/", "/usr/", "/home/"):
                if node.value.startswith(place):
                    yield node, f"{node.value!r} is not there on every machine"


ONE_SYSTEM = {
    "engines.py": "WebKit's driver is there on Linux only",
    "test_borders.py": "the path is a text in which names are looked for",
    "test_any_machine.py": "the names are those that it looks for",
}
"""Files that may name fixed places, each with the reason."""


def findings(rule: Callable[[ast.AST], Iterator[Finding]], files: list[Path]) -> list[str]:
    """Return what breaks a rule, with file and line."""
    found = []
    for path in files:
        if rule is fixed_places and path.name in ONE_SYSTEM:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found += [f"{path}:{getattr(node, 'lineno', 0)}: {what}" for node, what in rule(tree)]
    return found


EVERYWHERE = sources(*SHIPPED, REPOSITORY / "tests") + sorted(REPOSITORY.glob("*.py"))


@pytest.mark.parametrize("rule", [without_encoding, only_on_unix, native_separators, fixed_places])
def test_the_sources_suit_any_machine(rule: Callable[[ast.AST], Iterator[Finding]]) -> None:
    assert findings(rule, EVERYWHERE) == []


def test_written_files_are_the_same_bytes_on_any_machine() -> None:
    assert findings(without_newline, sources(*SHIPPED)) == []
