"""What tests of failing databases share: a source, a failure that is told in one line, and a value kept."""

import pytest

from data.errors import StoreError
from data.models import Source
from data.store.database import set_meta


def source(name, text="The town council discussed its budget for the coming year."):
    return Source(id=name, file=f"{name}.txt", text=f"{name}. {text}", sha256="", own_id=True, lang="en")


def fails(work, *words):
    """Work fails with a StoreError of one line that holds these words."""
    with pytest.raises(StoreError) as error:
        work()
    told = str(error.value)
    assert "\n" not in told
    assert len(told) < 600
    for word in words:
        assert word in told
    return told


def put(store, key, value="1"):
    with store.write() as connection:
        set_meta(connection, key, value)
