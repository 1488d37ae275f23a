"""Watch profiles from TOML or JSON, and how several become one."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, get_args, get_type_hints

from data.errors import ProfileError
from data.language import LANGUAGES, load
from data.profile.models import Actor, Outlet, Profile

BUNDLED = "watch"


@cache
def bundled() -> Profile:
    """Return the profile that comes with the project, `watch.toml`."""
    text = resources.files(__package__).joinpath(f"{BUNDLED}.toml").read_text(encoding="utf-8")
    return _profile(tomllib.loads(text), BUNDLED, f"{BUNDLED}.toml")


def load_profile(path: Path | str) -> Profile:
    """Read a profile: TOML or JSON with a list `actors` and, if wanted, a list `outlets`; unknown keys are ignored.

    An actor of kind body whose roles say that it is a medium ("Zeitung", "news agency") becomes an outlet.
    Raises ProfileError where the file cannot be read or holds a wrong value.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"The profile {path.name} cannot be read ({error}); give a UTF-8 TOML or JSON file."
        raise ProfileError(message) from error
    try:
        content = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        message = f"The profile {path.name} is neither valid TOML nor JSON ({error}); correct it there."
        raise ProfileError(message) from error
    return _profile(content, path.stem, path.name)


def merge(*profiles: Profile) -> Profile:
    """Return one profile of all; a later actor of the same name adds to the earlier one.

    Aliases, roles and domains are united, earlier ones first; of the other fields the later value wins where one is
    given. A principal stays one.
    """
    actors: dict[str, Actor] = {}
    outlets: dict[str, Outlet] = {}
    for profile in profiles:
        for actor in profile.actors:
            actors[actor.name] = _joined(actors[actor.name], actor) if actor.name in actors else actor
        for outlet in profile.outlets:
            known = outlets.get(outlet.name)
            outlets[outlet.name] = outlet if known is None else _added(known, outlet)
    return Profile("+".join(profile.name for profile in profiles), tuple(actors.values()), tuple(outlets.values()))


def _joined(early: Actor, late: Actor) -> Actor:
    return replace(
        late,
        aliases=_union(early.aliases, late.aliases),
        roles=_union(early.roles, late.roles),
        country=late.country or early.country,
        side=late.side or early.side,
        principal=late.principal or early.principal,
        gender=late.gender or early.gender,
    )


def _added(early: Outlet, late: Outlet) -> Outlet:
    aliases, domains = _union(early.aliases, late.aliases), _union(early.domains, late.domains)
    return replace(late, aliases=aliases, domains=domains)


def _union(early: tuple[str, ...], late: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(early + late))


def _profile(content: object, name: str, where: str) -> Profile:
    if not isinstance(content, dict):
        message = f"The profile {where} is not a table; write a list `actors` at its top."
        raise ProfileError(message)
    actors: dict[str, Actor] = {}
    outlets: dict[str, Outlet] = {}
    for number, row in enumerate(_rows(content, "actors", where), 1):
        actor = _actor(row, f"{where}, actor {number}")
        medium = _medium(actor)
        if medium:
            outlets[medium.name] = medium
        else:
            actors[actor.name] = _joined(actors[actor.name], actor) if actor.name in actors else actor
    for number, row in enumerate(_rows(content, "outlets", where), 1):
        outlet = _outlet(row, f"{where}, outlet {number}")
        outlets[outlet.name] = outlet
    title = content.get("name", name)
    return Profile(title if isinstance(title, str) else name, tuple(actors.values()), tuple(outlets.values()))


def _rows(content: dict[str, Any], key: str, where: str) -> list[dict[str, Any]]:
    rows = content.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        message = f"`{key}` in the profile {where} is not a list of tables; write one table for each."
        raise ProfileError(message)
    return rows


def _actor(row: dict[str, Any], where: str) -> Actor:
    principal = row.get("principal", False)
    if not isinstance(principal, bool):
        message = f"`principal` in the profile {where} is {principal!r}; write true or false."
        raise ProfileError(message)
    return Actor(
        name=_name(row, where),
        kind=_choice(row, "kind", Actor, where) or "person",
        aliases=_strings(row, "aliases", where),
        roles=_strings(row, "roles", where),
        country=_text(row, "country", where),
        side=_text(row, "side", where),
        principal=principal,
        gender=_choice(row, "gender", Actor, where),
    )


def _outlet(row: dict[str, Any], where: str) -> Outlet:
    return Outlet(
        _name(row, where),
        _choice(row, "kind", Outlet, where) or "paper",
        _strings(row, "aliases", where),
        _strings(row, "domains", where),
    )


def _name(row: dict[str, Any], where: str) -> str:
    name = _text(row, "name", where)
    if not name:
        message = f"`name` is missing in the profile {where}; give the canonical name."
        raise ProfileError(message)
    return name


def _text(row: dict[str, Any], key: str, where: str) -> str | None:
    value = row.get(key)
    if value is None or isinstance(value, str):
        return (value or "").strip() or None
    message = f"`{key}` in the profile {where} is {value!r}; write a text."
    raise ProfileError(message)


def _strings(row: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    values = row.get(key) or []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        message = f"`{key}` in the profile {where} is {values!r}; write a list of texts."
        raise ProfileError(message)
    return tuple(dict.fromkeys(stripped for value in values if (stripped := value.strip())))


def _choice(row: dict[str, Any], key: str, of: type, where: str) -> Any:
    value = row.get(key)
    options = _options(of, key)
    if value is None or value in options:
        return value
    message = f"`{key}` in the profile {where} is {value!r}; write one of {', '.join(options)}."
    raise ProfileError(message)


@cache
def _options(of: type, key: str) -> tuple[str, ...]:
    """Return the texts that a field may hold; reading its type takes longer than reading an actor."""
    hint = get_type_hints(of)[key]
    options = [option for part in (hint, *get_args(hint)) for option in get_args(part) if isinstance(option, str)]
    return tuple(dict.fromkeys(options + [option for option in get_args(hint) if isinstance(option, str)]))


def _medium(actor: Actor) -> Outlet | None:
    if actor.kind != "body":
        return None
    roles = {role.casefold() for role in actor.roles}
    for lang in LANGUAGES:
        for kind, nouns in load(lang, "titles")["media"].items():
            if roles & {noun.casefold() for noun in nouns}:
                return Outlet(actor.name, kind, actor.aliases)
    return None
