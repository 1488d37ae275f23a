"""Reviewing a signal: accept, correct or reject it, under a name and with its history; drawn when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast, get_args

import streamlit as st

from components import access, cache, notices, passages, state
from components.figures.ladder import LABELS
from data.errors import DataError
from data.models import LADDER, Certainty, Contact, SignalForm
from data.store.reviews import review, undo_review

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.query import Review
    from data.store.overlay import Verdict

"""The analyst's name, remembered for the session."""
SAID = "review_said"
BOX = "review"
OUTLET = "(the outlet itself)"
ICONS = {"accepted": ":material/check_circle:", "corrected": ":material/edit:", "rejected": ":material/cancel:"}
FIELDS = {
    "rung": "rung", "certainty": "certainty", "speaker": "speaker", "form": "form", "contact": "contact",
    "background": "background", "said_on": "said on", "meeting_date": "meeting",
}  # fmt: skip
"""What a review may correct, as it is called in a sentence."""


def of(row: Mapping[str, Any]) -> Review | None:
    """Return the review that holds for a row of a `data.frames.SIGNALS` frame."""
    if not isinstance(row["review"], str):
        return None
    return next((made for made in cache.reviews() if made.status == "holds" and made.signal == row["id"]), None)


def badge(made: Review) -> None:
    """Say above the facts that a signal was reviewed, by whom, and what that changed."""
    st.caption(f"{ICONS[made.verdict]} {passages.literal(told(made), 400)}")


def told(made: Review) -> str:
    """Write a review in one line: what, by whom, when, and what it changed."""
    changed = f": {', '.join(changes(made))}" if made.corrected else ""
    return f"{made.verdict.capitalize()} by {made.by}, {time(made.at)}{changed}"


def changes(made: Review) -> list[str]:
    """Write what a review changed, field by field, as it was found and as it is now."""
    return [
        f"{label} {_value(name, made.found[name])} → {_value(name, made.corrected[name])}"
        for name, label in FIELDS.items()
        if name in made.corrected
    ]


def time(moment: str) -> str:
    """Write an ISO time (UTC) to the minute."""
    return f"{moment[:16].replace('T', ' ')} UTC"


def control(row: Mapping[str, Any]) -> None:
    """Draw the box in which a signal is reviewed. Its content is drawn once it is open; it stays open for the next."""
    if said := state.chosen(SAID):
        st.toast(said, icon=":material/how_to_reg:")
        state.remember(SAID, None)
    box = st.expander("Review: accept, correct or reject", icon=":material/rate_review:", key=BOX, on_change="rerun")
    if not box.open:
        return
    with box:
        if cache.is_sample():
            st.caption("This is the sample: a review of it lasts until the next version of the rules.")
        name = access.sign("review_name", note="Kept with the review")
        with st.container(horizontal=True):
            accept = st.button("Accept", key="review_accept", icon=":material/check:", type="primary")
            reject = st.button(
                "Reject", key="review_reject", icon=":material/close:",
                help="This is no meeting signal: it counts nowhere, and is shown with “Include rejected” only",
            )  # fmt: skip
        corrected = _correction(row)
        if accept or reject or corrected is not None:
            _keep(row, "accepted" if accept else "rejected" if reject else "corrected", name, corrected)
        _history(row, name)


def undo(made: Review, name: str, *, key: str) -> None:
    """Draw the button that takes a review back."""
    if st.button("Undo", key=key, icon=":material/undo:", type="tertiary"):
        _act(lambda: undo_review(cache.store(), made.number, by=name), name, "Taken back.")


def _correction(row: Mapping[str, Any]) -> dict[str, object] | None:
    """Draw the fields with what holds now, and return them when they are to be kept."""
    key = f"{row['id']}_{cache.revision()}"  # what was chosen is of one state of the signal
    with st.form("review_correct", border=False, enter_to_submit=False):
        st.markdown("**Correct it**")
        left, right = st.columns(2)
        rung = left.selectbox(
            "Rung", list(LADDER), list(LADDER).index(row["rung"]), format_func=LABELS.__getitem__, key=f"rung_{key}"
        )
        certainty = _choice(right, "Certainty", get_args(Certainty), row["certainty"], f"certainty_{key}")
        named = sorted({choice.name for choice in cache.choices().speakers if not choice.name.startswith("(")})
        speaker = row["speaker"] if isinstance(row["speaker"], str) else OUTLET
        options = [OUTLET, *named] if speaker in {OUTLET, *named} else [OUTLET, speaker, *named]
        said_by = st.selectbox(
            "Speaker", options, options.index(speaker), key=f"speaker_{key}", accept_new_options=True,
            help="Choose one, or write another name",
        )  # fmt: skip
        form = _choice(left, "Form", get_args(SignalForm), row["form"], f"form_{key}")
        contact = _choice(right, "Contact", get_args(Contact), row["contact"], f"contact_{key}")
        left, right = st.columns(2)
        said_on = left.date_input(
            "Said on", None if row["said_on"] != row["said_on"] else row["said_on"].date(), format="YYYY-MM-DD",
            key=f"said_{key}", help="Empty for undated; a day set here rests on this review",
        )  # fmt: skip
        meeting = right.text_input(
            "Meeting", row["meeting_date"] if isinstance(row["meeting_date"], str) else "", key=f"meeting_{key}",
            help="Day or days of the contact, 2031-05-02 or 2031-05-02/2031-05-09",
        )  # fmt: skip
        background = st.checkbox("Background: told as context", bool(row["background"]), key=f"background_{key}")
        if not st.form_submit_button("Keep the correction", key="review_keep", icon=":material/edit:"):
            return None
    return {
        "rung": rung, "certainty": certainty, "speaker": None if said_by == OUTLET else said_by, "form": form,
        "contact": contact, "background": background, "said_on": said_on.isoformat() if said_on else None,
        "meeting_date": meeting,
    }  # fmt: skip


def _choice(place: Any, label: str, options: tuple[str, ...], held: str, key: str) -> str:
    return cast(
        "str",
        place.selectbox(
            label, options, options.index(held), key=key, format_func=lambda value: value.replace("_", " ")
        ),
    )


def _history(row: Mapping[str, Any], name: str) -> None:
    """List the reviews of this passage, the newest first, with the way back."""
    words = " ".join(row["text"].split())
    mine = [made for made in cache.reviews() if (made.article, made.text) == (row["article"], words)]
    if mine:
        st.markdown("**So far**")
    for made in mine:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            note = f"; undone by {made.undone_by}, {time(made.undone_at)}" if made.undone_at else ""
            st.caption(passages.literal(f"{told(made)}{note}", 400), width="stretch")
            if made.status in {"holds", "superseded"}:
                undo(made, name, key=f"undo_{made.number}")


def _keep(row: Mapping[str, Any], verdict: Verdict, name: str, corrected: dict[str, object] | None) -> None:
    _act(
        lambda: review(cache.store(), row["id"], verdict, by=name, corrected=corrected),
        name,
        f"{verdict.capitalize()}. Undo it here, or on the Quality page.",
    )


def _act(act: Any, name: str, said: str) -> None:
    """Write, and say so after the rerun; an error stays where it can be mended."""
    try:
        act()
    except DataError as error:
        notices.failed(error)
        return
    state.sign(name)
    state.remember(SAID, said)
    st.rerun()


def _value(name: str, value: object) -> str:
    if name == "rung":
        return LABELS[cast("Any", value)]
    if name == "background":
        return "yes" if value else "no"
    if value is None:
        return OUTLET if name == "speaker" else "none"
    return str(value).replace("_", " ") if name in {"form", "contact"} else str(value)
