"""Watch profiles: what the files may say, what is refused, how several become one."""

import json

import pytest

from data.errors import ProfileError
from data.profile.loading import bundled, load_profile, merge
from data.profile.models import Actor, Outlet, Profile


def written(folder, content, name="own.json"):
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_the_bundled_profile_names_leaders_bodies_and_media():
    profile = bundled()
    actors = {actor.name: actor for actor in profile.actors}
    assert actors["Wladimir Putin"].principal
    assert actors["Kreml"].kind == "body"
    assert not actors["Dmitri Peskow"].principal
    assert {"dpa", "AFP", "Reuters"} <= {outlet.name for outlet in profile.outlets if outlet.kind == "agency"}
    assert {"X", "Telegram", "Truth Social"} <= {outlet.name for outlet in profile.outlets if outlet.kind == "platform"}


def test_the_bundled_names_and_aliases_are_unique():
    profile = bundled()
    names = [name for one in (*profile.actors, *profile.outlets) for name in dict.fromkeys((one.name, *one.aliases))]
    assert [name for name in names if names.count(name) > 1] == []


def test_every_person_of_the_bundled_profile_has_country_and_gender():
    assert [one.name for one in bundled().actors if one.kind == "person" and not (one.country and one.gender)] == []


def test_toml_and_json_say_the_same(tmp_path):
    row = {
        "name": "Aldo Pent",
        "kind": "person",
        "aliases": ["Pent"],
        "roles": ["Präsident"],
        "country": "Velua",
        "principal": True,
        "note": 1,
    }
    toml = 'more = 1\n[[actors]]\nname = "Aldo Pent"\nkind = "person"\naliases = ["Pent"]\nroles = ["Präsident"]\ncountry = "Velua"\nprincipal = true\nnote = 1\n'
    from_json = load_profile(written(tmp_path, {"about": "x", "actors": [row]}))
    from_toml = load_profile(written(tmp_path, toml, "own.toml"))
    assert from_json == from_toml
    assert from_json.actors == (Actor("Aldo Pent", "person", ("Pent",), ("Präsident",), "Velua", principal=True),)


def test_a_body_that_is_a_medium_becomes_an_outlet(tmp_path):
    rows = [
        {"name": "Velua Press", "kind": "body", "roles": ["news agency"]},
        {"name": "Bote", "kind": "body", "roles": ["Zeitung"]},
    ]
    profile = load_profile(written(tmp_path, {"actors": rows}))
    assert profile.actors == ()
    assert [(one.name, one.kind) for one in profile.outlets] == [("Velua Press", "agency"), ("Bote", "paper")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ([], "list `actors`"),
        ({"actors": {}}, "`actors`"),
        ({"actors": [1]}, "`actors`"),
        ({"actors": [{"kind": "person"}]}, "actor 1"),
        ({"actors": [{"name": "A"}, {"name": " "}]}, "actor 2"),
        ({"actors": [{"name": "A", "kind": "city"}]}, "person, body"),
        ({"actors": [{"name": "A", "aliases": "B"}]}, "`aliases`"),
        ({"actors": [{"name": "A", "roles": [1]}]}, "`roles`"),
        ({"actors": [{"name": "A", "principal": "yes"}]}, "true or false"),
        ({"actors": [{"name": "A", "gender": "x"}]}, "f, m"),
        ({"actors": [{"name": "A", "country": 3}]}, "`country`"),
        ({"outlets": [{"name": "A", "kind": "radio"}]}, "agency, paper"),
        ("{", "neither valid TOML nor JSON"),
    ],
)
def test_a_wrong_value_is_said_with_its_place(tmp_path, content, said):
    with pytest.raises(ProfileError) as error:
        load_profile(written(tmp_path, content))
    assert said in str(error.value)
    assert "own.json" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_or_binary_file_is_a_profile_error(tmp_path):
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    for name in ("none.toml", "binary.toml"):
        with pytest.raises(ProfileError, match=name):
            load_profile(tmp_path / name)


def test_merging_adds_to_an_actor_of_the_same_name():
    early = Profile("a", (Actor("A", "person", ("x",), ("r",), "Velua", principal=True), Actor("B", "body")))
    late = Profile("b", (Actor("A", "person", ("y", "x"), ("s",), "Toro", gender="f"),), (Outlet("P", "agency"),))
    merged = merge(early, late)
    assert [one.name for one in merged.actors] == ["A", "B"]
    assert merged.actors[0] == Actor("A", "person", ("x", "y"), ("r", "s"), "Toro", principal=True, gender="f")
    assert merged.outlets == (Outlet("P", "agency"),)


def test_merging_outlets_unites_aliases_and_domains():
    first, second = Outlet("P", "paper", ("x",), ("p.example",)), Outlet("P", "site", ("y",), ("q.example",))
    merged = merge(Profile("a", (), (first,)), Profile("b", (), (second,)))
    assert merged.outlets == (Outlet("P", "site", ("x", "y"), ("p.example", "q.example")),)


def test_merging_one_profile_changes_nothing_but_its_name():
    profile = bundled()
    assert (merge(profile, profile).actors, merge(profile, profile).outlets) == (profile.actors, profile.outlets)
