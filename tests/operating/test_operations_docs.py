"""docs/operations.md and deploy/ say what the program does: settings, limits, options, events, files."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import streamlit as st

from data import cli
from data.operating import checking, settings

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "operations.md").read_text("utf-8")
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
UNITS = sorted((ROOT / "docs" / "deploy").glob("*.service")) + sorted((ROOT / "docs" / "deploy").glob("*.timer"))
SHIPPED = [*UNITS, ROOT / "docs" / "deploy" / "nginx.conf", ROOT / "docs" / "deploy" / "Containerfile"]


def test_every_setting_of_the_operator():
    held = {value for name, value in vars(settings).items() if name.isupper() and str(value).startswith("TREFFPUNKT_")}

    assert held <= set(re.findall(r"^\| `(TREFFPUNKT_\w+)` \|", PAGE, re.MULTILINE))
    code = "".join(path.read_text("utf-8") for part in ("data", "components") for path in (ROOT / part).rglob("*.py"))
    for file in (ROOT / "docs" / "operations.md", *SHIPPED):
        for name in re.findall(r"TREFFPUNKT_[A-Z]+", file.read_text("utf-8")):
            assert f'"{name}"' in code, f"{file.name}: {name}"
    assert f"| `TREFFPUNKT_UPLOADS` | {settings.UPLOADS_DEFAULT} |" in PAGE
    assert f"{settings.UPLOADS_DEFAULT} MB a visit" in PAGE
    assert f"{checking.LEAST_FREE // 2**20} MB" in PAGE
    assert all(f"`{word}`" in PAGE for word in (*settings.FORMATS, *settings.LEVELS))


def flat(tables, prefix=""):
    for key, value in tables.items():
        yield from flat(value, f"{prefix}{key}.") if isinstance(value, dict) else [(f"{prefix}{key}", value)]


@pytest.mark.parametrize("option", [name for name, _ in flat(CONFIG)])
def test_streamlit_knows_every_option_that_is_set(option):
    st.get_option(option)  # raises for one that it does not know


def test_every_option_of_the_page_is_set_so():
    told = dict(re.findall(r"^\| `((?:server|client|browser)\.\w+)` \| ([^|]+?) \|", PAGE, re.MULTILINE))
    held = {name: value for name, value in flat(CONFIG) if name in told}

    def written(value):
        words = value if isinstance(value, list) else [value]
        return ", ".join(f"`{word}`" if isinstance(word, str) else str(word).lower() for word in words)

    assert told == {name: written(value) for name, value in held.items()}
    server = {name for name, _ in flat(CONFIG) if name.startswith("server.")}
    assert server - set(told) == {"server.showEmailPrompt"}


def test_every_event_of_the_log():
    code = "".join(path.read_text("utf-8") for part in ("data", "components") for path in (ROOT / part).rglob("*.py"))
    events = set(re.findall(r'logs\.event\("([\w ]+)"', code)) - {"damaged database kept aside"}
    (table,) = re.findall(r"\| event \| values \|\n(.*?)\n\n", PAGE, re.DOTALL)
    told = {word for row in table.splitlines() for word in re.findall(r"`([\w ]+)`", row.split("|")[1])}

    assert events <= told
    assert told - events <= {"login refused", "refused", "failed"}


def test_every_command_of_the_page():
    known = cli._parser()._subparsers._group_actions[0].choices
    named = set(re.findall(r"treffpunkt (\w+)(?: |`)", PAGE)) - {"is", "with"}
    assert {"backup", "restore", "check", "rebuild"} <= named <= set(known)


def test_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)#]+)(?:#[\w-]+)?\)", PAGE):
        assert (ROOT / "docs" / target).exists(), target


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_takes_the_units(unit, tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not installed")
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\n")
    python.chmod(0o755)
    for file in UNITS:
        text = file.read_text("utf-8").replace("/opt/treffpunkt/.venv/bin/python", str(python))
        (tmp_path / file.name).write_text(text.replace("/opt/treffpunkt", str(tmp_path)))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", tmp_path / unit.name], capture_output=True, text=True, check=False
    )
    assert [line for line in done.stderr.splitlines() if "treffpunkt" in line] == []


def test_nginx_takes_the_configuration(tmp_path):
    if not shutil.which("nginx") or not shutil.which("openssl"):
        pytest.skip("nginx or openssl is not installed")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", tmp_path / "k.pem", "-out",
         tmp_path / "c.pem", "-days", "1", "-subj", "/CN=treffpunkt.example.org"], check=True, capture_output=True,
    )  # fmt: skip
    text = (ROOT / "docs" / "deploy" / "nginx.conf").read_text("utf-8")
    text = text.replace("/etc/ssl/treffpunkt.pem", str(tmp_path / "c.pem"))
    text = text.replace("/etc/ssl/treffpunkt.key", str(tmp_path / "k.pem"))
    text = text.replace("listen 443", "listen 127.0.0.1:28443").replace("listen 80", "listen 127.0.0.1:28080")
    (tmp_path / "site.conf").write_text(text)
    whole = tmp_path / "nginx.conf"
    whole.write_text(
        f"pid {tmp_path}/pid;\nerror_log {tmp_path}/log;\nevents {{}}\n"
        f"http {{ access_log off; include {tmp_path}/site.conf; }}\n"
    )
    done = subprocess.run(["nginx", "-t", "-c", whole], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_proxy_lets_through_what_the_server_takes():
    (size,) = re.findall(r"client_max_body_size (\d+)m;", (ROOT / "docs" / "deploy" / "nginx.conf").read_text("utf-8"))
    assert int(size) > CONFIG["server"]["maxUploadSize"]


def test_the_container_has_every_file_that_runs():
    lines = (ROOT / "docs" / "deploy" / "Containerfile").read_text("utf-8")
    passed = set(re.findall(r"^!(\S+)$", (ROOT / ".containerignore").read_text("utf-8"), re.MULTILINE))
    copied = {word for line in re.findall(r"^COPY (?!--from)(.+)$", lines, re.MULTILINE) for word in line.split()[:-1]}

    assert copied == passed
    assert all((ROOT / name).exists() for name in copied)
    assert re.findall(r"^USER (\S+)$", lines, re.MULTILINE) == ["10001:10001"]
    assert "--require-hashes" in lines
