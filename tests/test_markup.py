"""No text that somebody else wrote becomes markup: what Streamlit reads as Markdown is ours, or made literal.

Read off the code: everything that goes into a sink must be a constant, a number, or have passed `literal`. What cannot be
seen to be so is listed in `OURS`, with the reason why its values are ours.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = sorted([ROOT / "dashboard.py", *(ROOT / "components").rglob("*.py")])
SINKS = {
    "markdown", "write", "caption", "info", "warning", "error", "success", "title", "header", "subheader", "toast",
    "metric", "button", "form_submit_button", "link_button", "page_link", "download_button", "expander", "popover",
    "tabs", "toggle", "checkbox", "radio", "selectbox", "multiselect", "pills", "segmented_control", "text_input",
    "date_input", "file_uploader", "progress", "spinner", "status", "slider", "Page", "exception", "latex", "badge",
}  # fmt: skip
SHOWN = {"label", "body", "help", "text", "message", "delta", "title", "caption", "captions"}
"""Keywords whose value a sink reads as Markdown; options of a choice are shown as they are."""
OURS = {
    "components/access.py: text_input(note)": "help, written where it is called",
    "components/article.py: caption(_related(others))": "counts",
    """components/brush.py: button(f"Selection: {days}{rungs} · {count:,} {('signal' if count == 1 else 'signals')}")""":
        "days and rungs",
    "components/byhand.py: toast(said)": "one of our sentences",
    "components/choosing.py: selectbox(label)": "A or B",
    """components/choosing.py: caption(f"Sentences: {found['same']} the same, {found['changed']} changed{how}, {alone}.")""":
        "counts and kinds",
    "components/download.py: download_button(label)": "the format",
    "components/download.py: download_button(note)": "what the format is for",
    "components/feeds.py: toast(said)": "one of our sentences",
    "components/importing.py: metric(label)": "listed above it",
    "components/importing.py: metric(note)": "listed above it",
    "components/navigation.py: Page(f'components/pages/{name}.py')": "a file of ours",
    """components/mapping.py: markdown(f":material/table: **{named}**{more} :gray[{rows:,} {('row' if rows == 1 else 'rows')}]")""":
        "names made literal, and counts",
    """components/mapping.py: segmented_control(f"{_count(shown.either, 'date')} such as 03/04/2025 could be either: {told}. Undecided, they stay undated.")""":
        "a count",
    """components/mapping.py: caption(f'{ORDERS[shown.order]} in dates such as 03/04/2025: {_decided(shown)} can only be read so.')""":
        "counts",
    "components/mapping.py: caption(f':material/info: Line {line}: {literal(reason, 300)}')": "a number",
    "components/mapping.py: selectbox(label)": "a field's name",
    "components/mapping.py: selectbox(note)": "what the field is",
    "components/naming.py: toast(said)": "one of our sentences; the name in it is literal",
    "components/notices.py: info(f'No {what} found in the imported articles.')": "signals or articles",
    "components/notices.py: info(f'No {what} match these filters.')": "signals or articles",
    "components/opening.py: title(page.title)": "the page's own",
    "components/quality.py: caption(_words(which, articles, labels, held))": "counts",
    "components/quality.py: expander(name)": "counts",
    "components/quality.py: markdown(f'**{what}**')": "missed or wrong",
    "components/quality.py: metric(_interval(row))": "numbers",
    "components/quality.py: metric(_interval(row, 'recall'))": "numbers",
    "components/quality.py: caption(f':material/hourglass_empty: {waiting} waiting: the passage is no longer read as a signal.')":
        "a count",
    "components/receipt.py: caption(nothing)": "one of our sentences",
    "components/receipt.py: button(f'Open {letter}')": "A or B",
    "components/review.py: toast(said)": "one of our sentences",
    "components/review.py: selectbox(label)": "a field's name",
    "components/sources.py: text_input(f'Search {what}')": "stories or articles",
    "components/waiting.py: progress(min(move.done / move.total, 1.0) if move.total else 0.0)": "a number",
}  # fmt: skip
"""Sinks that no rule sees to be ours, each with what its values are."""
MODULES = {"notices", "review"}
"""Whose functions are called as sinks are; what they show is looked at where they show it."""
SAFE_CALLS = {"literal", "len", "int", "round", "sign", "failed"}


def name(path):
    return str(path.relative_to(ROOT))


def assigned(tree):
    """Every value that a file gives to a name; None among them where the name is an argument or counts a loop."""
    found = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=held)], value=value) | ast.NamedExpr(ast.Name(id=held), value):
                found.setdefault(held, []).append(value)
            case ast.AnnAssign(target=ast.Name(id=held), value=ast.expr() as value):
                found.setdefault(held, []).append(value)
            case ast.arg(arg=held):
                found.setdefault(held, []).append(None)
            case ast.For(target=target) | ast.comprehension(target=target):
                for part in ast.walk(target):
                    if isinstance(part, ast.Name):
                        found.setdefault(part.id, []).append(None)
    return found


def safe(node, names):
    match node:
        case ast.Constant():
            return True
        case ast.Name(id=held) if held.isupper():
            return True
        case ast.Name(id=held):
            values = names.get(held, [None])
            others = {key: value for key, value in names.items() if key != held}
            return all(value is not None and safe(value, others) for value in values)
        case ast.Subscript(value=ast.Name(id=held) | ast.Attribute(attr=held)) if held.isupper():
            return True
        case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called)):
            return called in SAFE_CALLS
        case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            return all(safe(part, names) for part in parts)
        case ast.FormattedValue(value=value, format_spec=spec):
            number = spec is not None and ast.unparse(spec).strip("f'\"")[-1:] in {",", "d", "f", "%"}
            return number or safe(value, names)
        case ast.IfExp(body=one, orelse=other):
            return safe(one, names) and safe(other, names)
        case ast.BinOp(left=one, right=other) | ast.BoolOp(values=[one, other]):
            return safe(one, names) and safe(other, names)
        case _:
            return False


def shown(call):
    """What a call shows as Markdown."""
    yield from call.args[:1]
    yield from (word.value for word in call.keywords if word.arg in SHOWN)


def strays(path):
    tree = ast.parse(path.read_text("utf-8"))
    names = assigned(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SINKS:
            if ast.unparse(node.func.value) in MODULES:
                continue
            for value in shown(node):
                if not safe(value, names):
                    yield f"{name(path)}: {node.func.attr}({ast.unparse(value)})"


@pytest.mark.parametrize("path", CODE, ids=name)
def test_what_is_read_as_markdown_is_ours(path):
    assert [stray for stray in strays(path) if stray not in OURS] == []


def test_the_list_is_of_what_is_there():
    assert set(OURS) <= {stray for path in CODE for stray in strays(path)}


@pytest.mark.parametrize(
    ("line", "ours"),
    [
        ("st.caption('ours')", True), ("st.caption(f'{count:,} rows')", True), ("st.caption(literal(title))", True),
        ("st.caption(title)", False), ("st.info(f'No {title}')", False), ("st.expander(label=title)", False),
        ("x = literal(title)\nst.caption(x)", True), ("x = title\nst.caption(x)", False),
        ("for x in rows:\n    st.caption(x)", False), ("def f(x):\n    st.button('a', help=x)", False),
    ],
)  # fmt: skip
def test_the_rule_sees_what_it_should(tmp_path, monkeypatch, line, ours):
    file = tmp_path / "some.py"
    file.write_text(line)
    monkeypatch.setitem(globals(), "name", str)
    assert (list(strays(file)) == []) is ours
