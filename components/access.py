"""Who is in: the login at the door, the name that decisions are kept under, the way out. The only home of `st.user`.

A login is asked for where the operator has set up a provider (`[auth]` in secrets.toml). Whether one is set up is
looked at once, when the server starts: a secrets file that vanishes later closes the door instead of opening it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from components import state
from components.passages import literal
from data.operating import logs, settings, users

SEEN = "login_seen"
DEFAULT = "default"


@cache
def has_login() -> bool:
    """Return whether the operator has set up a provider."""
    return bool(st.secrets.load_if_toml_exists() and "auth" in st.secrets)


def providers() -> tuple[str, ...]:
    """Return the providers that are set up; `default` is the one without a name."""
    auth: Any = st.secrets["auth"]
    named = tuple(key for key in auth if hasattr(auth[key], "keys") and "client_id" in auth[key] and key != DEFAULT)
    return ((DEFAULT,) if "client_id" in auth else ()) + named


def user() -> str | None:
    """Return the name of who has logged in and is let in; None without a login."""
    claims = _claims()
    return users.name_of(claims) if claims and users.admits(settings.users(), claims) else None


def granted() -> bool:
    """Return whether anything may be shown, and write down who came in."""
    if not has_login():
        return True
    name = user()
    logs.acts_for(name)
    if name and state.chosen(SEEN) != name:
        state.remember(SEEN, name)
        logs.event("login")
    return name is not None


def door() -> None:
    """Ask for a login, or say that this one does not open the door; nothing else is on the page."""
    st.title("Treffpunkt", anchor=False)
    claims = _claims()
    if claims:
        name = users.name_of(claims) or "somebody without a name"
        st.error(f"Logged in as {literal(name)}, who is not on the list of this server.", icon=":material/block:")
        st.caption("Ask whoever runs it to be added, or log in as somebody else.")
        st.button("Log out", key="logout", on_click=st.logout, icon=":material/logout:")
        if state.chosen(SEEN) is None:
            state.remember(SEEN, "")
            logs.refused_login(name)
        return
    st.markdown("Log in to see who said what about a meeting, when and how firmly.")
    for provider in providers():
        label = "Log in" if provider == DEFAULT else f"Log in with {literal(provider)}"
        target = () if provider == DEFAULT else (provider,)
        st.button(
            label, key=f"login_{provider}", type="primary", on_click=st.login, args=target, icon=":material/login:"
        )


def account() -> None:
    """Say at the foot of the sidebar who is logged in, with the way out."""
    name = user() if has_login() else None
    if name is None:
        return
    with st.sidebar:
        st.caption(f"Logged in as {literal(name, users.LONGEST)}")
        st.button("Log out", key="logout", on_click=st.logout, icon=":material/logout:", width="stretch")


def sign(key: str, *, width: Any = "stretch", note: str | None = None) -> str:
    """Ask who decides; where a login knows, say so and take no other name."""
    known = user() if has_login() else None
    if known is None:
        return st.text_input("Your name", value=state.analyst(), key=key, max_chars=80, help=note, width=width) or ""
    # What this field sends back is not read: a browser can be made to send anything.
    st.text_input("Your name", value=known, key=f"{key}_known", disabled=True, help="Taken from the login", width=width)
    return known


def _claims() -> dict[str, object]:
    held: dict[str, object] = st.user.to_dict()
    return held if held.get("is_logged_in") is True else {}
