"""The house rules of docs/architecture.md, read off the code itself."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = sorted(
    [
        ROOT / "dashboard.py",
        *(ROOT / "components").rglob("*.py"),
        *(ROOT / "data").rglob("*.py"),
    ]
)
PAGES = sorted((ROOT / "components" / "pages").glob("*.py"))
LONGEST = 400


def name(path):
    return str(path.relative_to(ROOT))


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path):
    """Every module that a file imports, as dotted names."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def attributes(path):
    """Every attribute that a file names, with its line: `st.cache_data` gives "cache_data"."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute):
            yield node.attr, node.lineno


def packages(path):
    return {module.split(".")[0] for module in imports(path)}


def home_of(part):
    return part if part.endswith(".py") else f"{part}.py"


@pytest.mark.parametrize("path", CODE, ids=name)
def test_imports_point_down(path):
    layer = path.relative_to(ROOT).parts[0]

    forbidden = {
        "data": {"streamlit", "plotly", "components", "dashboard"},
        "components": {"dashboard"},
        "dashboard.py": set(),
    }[layer]

    assert not packages(path) & forbidden


@pytest.mark.parametrize("path", [p for p in CODE if "figures" in p.parts], ids=name)
def test_figure_builders_know_no_streamlit(path):
    assert "streamlit" not in packages(path)


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_pages_are_thin(path):
    assert not {m for m in imports(path) if m.startswith("components.pages")}, "pages do not import each other"
    assert not packages(path) & {"plotly", "pandas", "sqlalchemy"}, "pages draw; they do not compute"


@pytest.mark.parametrize(
    ("words", "home"),
    [
        (("cache_data", "cache_resource"), "components/cache"),
        (("session_state",), "components/state"),
        (("html", "iframe"), "components/passages"),
        (("download_button",), "components/download"),
        (("to_csv",), "data/export"),
    ],
)
def test_one_home_each(words, home):
    strays = [
        f"{name(path)}:{line} {word}"
        for path in CODE
        if name(path) != home_of(home) and not name(path).startswith(f"{home}/")
        for word, line in attributes(path)
        if word in words
    ]

    assert strays == []


def test_nothing_lets_text_become_markup():
    for path in CODE:
        assert "unsafe_allow_html" not in path.read_text(encoding="utf-8"), name(path)
        assert "table" not in {
            word for word, line in attributes(path) if word == "table" and "streamlit" in packages(path)
        }, f"{name(path)}: st.table reads its cells as markdown"


@pytest.mark.parametrize("path", CODE, ids=name)
def test_files_stay_readable(path):
    assert path.stem not in {"utils", "helpers", "common", "misc"}
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", CODE, ids=name)
def test_no_error_is_swallowed(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "everything"
            reraised = any(isinstance(part, ast.Raise) for part in ast.walk(node))
            assert reraised or caught not in {"everything", "Exception", "BaseException"}, f"{name(path)}:{node.lineno}"
            assert not all(isinstance(part, ast.Pass) for part in node.body), f"{name(path)}:{node.lineno} swallows"


def test_language_knowledge_is_in_files():
    for language in ("de", "en"):
        assert list((ROOT / "data" / "language" / language).glob("*.toml"))
    for path in CODE:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Set | ast.List | ast.Tuple):
                words = [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
                german = [w for w in words if any(letter in w.lower() for letter in "äöüß")]
                assert len(german) < 4, f"{name(path)}:{node.lineno} lists German words: move them to data/language"
