"""The log names events and values, on one line each; never what an article says."""

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from data.errors import InputError, SettingError
from data.operating import logs, settings, users

ROOT = Path(__file__).parents[2]
SECRET = "Ein Satz aus einem Artikel"


@pytest.fixture(params=["text", "json"])
def written(request, monkeypatch, capfd):
    """The log of a call, line by line, in either format."""
    monkeypatch.setenv(settings.LOG, request.param)
    held = logging.getLogger(logs.NAME)
    before = held.handlers[:], held.level, held.propagate

    def lines(call):
        logs.start()
        call()
        return capfd.readouterr().err.splitlines(), request.param

    yield lines
    logs.acts_for(None)
    held.handlers[:], held.propagate = before[0], before[2]
    held.setLevel(before[1])


def test_an_event_is_a_line_with_its_values(written):
    def call():
        logs.acts_for("ada@tarn.example")
        logs.event("import", read=3, file="a b\nc")

    (line,), form = written(call)

    if form == "json":
        held = json.loads(line)
        assert (held["message"], held["user"], held["read"], held["level"]) == ("import", "ada@tarn.example", 3, "INFO")
        assert held["file"] == "a b\nc"
        assert set(held) == {"time", "level", "logger", "message", "user", "read", "file"}
    else:
        assert line.endswith("INFO treffpunkt: import user=ada@tarn.example read=3 file='a b c'")


def test_an_error_has_a_number_and_its_places_but_not_its_words(written):
    numbers = []

    def call():
        try:
            try:
                int(SECRET)
            except ValueError as error:
                raise RuntimeError(SECRET) from error
        except RuntimeError as error:
            numbers.append(logs.failed(error))

    lines, form = written(call)

    whole = "\n".join(lines)
    assert numbers[0] in whole
    assert SECRET not in whole
    assert "RuntimeError" in whole
    assert "ValueError" in whole
    assert "test_logs.py" in whole
    assert len(lines) == 1 or form == "text"


def test_debugging_puts_the_words_back(written, monkeypatch):
    monkeypatch.setenv(settings.LEVEL, "debug")
    lines, _ = written(lambda: logs.failed(InputError(SECRET)))
    assert SECRET in "\n".join(lines)


def test_a_level_leaves_out_what_is_below_it(written, monkeypatch):
    monkeypatch.setenv(settings.LEVEL, "warning")
    lines, _ = written(lambda: (logs.event("import"), logs.refused_login("jonas@ohm.example")))
    assert len(lines) == 1
    assert "login refused" in lines[0]


@pytest.mark.parametrize("name", [settings.LOG, settings.LEVEL])
def test_an_unknown_word_is_refused(monkeypatch, name):
    monkeypatch.setenv(name, "loud")
    with pytest.raises(SettingError, match=f"{name}: 'loud' is not known"):
        logs.start()


def test_an_import_is_in_the_log_of_the_command_line(tmp_path):
    (tmp_path / "a.txt").write_text(f"{SECRET}: ein Treffen sei offen, sagte die Sprecherin Ada Kessler am Montag.")
    command = [
        sys.executable,
        "-m",
        "data",
        "import",
        str(tmp_path / "a.txt"),
        "--db",
        str(tmp_path / "x.db"),
        "--quiet",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={settings.LOG: "json"}, check=True)

    (held,) = [json.loads(line) for line in done.stderr.splitlines()]
    assert (held["message"], held["read"], held["new"], held["rejected"], held["revision"]) == ("import", 1, 1, 0, 1)
    assert SECRET not in done.stderr


@pytest.mark.parametrize(
    ("listed", "claims", "admitted"),
    [
        ((), {"sub": "7"}, True),
        ((), {}, False),
        ((), {"email": " "}, False),
        (("ada@tarn.example",), {"email": "Ada@Tarn.example"}, True),
        (("@tarn.example",), {"email": "ada@tarn.example", "email_verified": True}, True),
        (("@tarn.example",), {"email": "ada@tarn.example", "email_verified": False}, False),
        (("@tarn.example",), {"email": "ada@tarn.example", "email_verified": "false"}, False),
        (("@tarn.example",), {"email": "ada@tarn.example@anderswo.example"}, False),
        (("@tarn.example",), {"email": "ada@anderswo.example@tarn.example"}, False),
        (("@tarn.example",), {"email": "ada@sub.tarn.example"}, False),
        (("@tarn.example",), {"email": "ada@nottarn.example"}, False),
        (("@tarn.example",), {"name": "ada@tarn.example", "sub": "1"}, False),
        (("ada@tarn.example",), {"email": ["ada@tarn.example"], "sub": "1"}, False),
    ],
)
def test_who_is_let_in(listed, claims, admitted):
    assert users.admits(listed, claims) is admitted


def test_the_name_is_the_least_ambiguous_claim():
    assert users.name_of({"name": "Ada", "email": "ada@tarn.example", "sub": "1"}) == "ada@tarn.example"
    assert users.name_of({"name": " Ada \n Kessler ", "email": "", "sub": "1"}) == "Ada Kessler"
    assert users.name_of({"sub": "x" * 999}) == "x" * users.LONGEST
