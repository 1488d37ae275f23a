"""An import or a poll in the process beside the server: how far it is, what it did, and an end to it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable  # the rows of a NamedTuple keep their types at run time
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from data.aside import messages
from data.aside.pool import AT_ONCE, POOL
from data.errors import DataError, EndedError
from data.operating import logs
from data.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from data.aside.pool import Process
    from data.reading.columns import Wishes

STEP = 0.25
"""Seconds after which whoever follows a job hears of it, also where nothing has moved."""

_Done = TypeVar("_Done")
_places = threading.BoundedSemaphore(AT_ONCE)
_KILLED = getattr(signal, "SIGKILL", 9)


class Move(NamedTuple):
    """How far a job is: `done` of `total` (0: not known yet), and at what."""

    done: int
    total: int
    what: str


class _Kind(NamedTuple, Generic[_Done]):
    """A kind of job: how it is called, how one that broke off is completed, and how its result is read."""

    name: str
    again: str
    decode: Callable[[Any], _Done]


_IMPORT = _Kind(
    messages.IMPORT, "Import the same files again to complete it: what is kept is passed over", messages.imported_of
)
_POLL = _Kind(messages.POLL, "Poll again to complete it: what is kept is passed over", messages.polled_of)


def import_uploads(store: Store, uploads: Sequence[tuple[str, bytes]], wishes: Wishes) -> Job[messages.Imported]:
    """Start importing files, as (name, content), into an open database; each is read as by `data.reading.read_upload`.

    Raises StoreError where the database is not there any more.
    """
    task = {"names": [name for name, _ in uploads], "wishes": messages.of_wishes(wishes)}
    return Job(_IMPORT, store, task, [content for _, content in uploads])


def poll_feeds(store: Store, urls: Sequence[str], *, articles: bool) -> Job[tuple[messages.PolledFeed, ...]]:
    """Start polling feeds into an open database, as by `data.polling.poll`. Raises StoreError as an import does."""
    return Job(_POLL, store, {"urls": list(urls), "articles": articles}, [])


class Job(Generic[_Done]):
    """What runs beside the server. It goes on to its end, whoever follows it or not, unless it is stopped."""

    def __init__(self, kind: _Kind[_Done], store: Store, task: dict[str, Any], contents: list[bytes]) -> None:
        with store.read():  # a database that has gone is told at once
            pass
        self.move = Move(0, 0, "getting ready")
        self.kept = 0
        self.over = False
        self._kind, self._address, self._contents = kind, store.place.address, contents
        self._task = {**task, "user": logs.user()}  # as this thread knows it
        self._changed = threading.Condition()
        self.is_stopped = False
        self._process: Process | None = None
        self._done: _Done | None = None
        self._error: DataError | None = None
        threading.Thread(target=self._run, name=f"treffpunkt-{kind.name}", daemon=True).start()

    def follow(self) -> Iterator[Move]:
        """Yield how far it is, at each `STEP` at the latest, until it is over."""
        while True:
            with self._changed:
                if self.over:
                    return
                self._changed.wait(STEP)
                move = self.move
            yield move

    def result(self) -> _Done:
        """Wait for its end and return what it did. Raises what it ended with: a DataError, one line."""
        with self._changed:
            self._changed.wait_for(lambda: self.over)
        if self._error is not None:
            raise self._error
        assert self._done is not None
        return self._done

    def stop(self) -> None:
        """End it; what it has kept stays."""
        with self._changed:
            self.is_stopped = True
            process = self._process
        if process is not None:
            process.end()

    def _run(self) -> None:
        try:
            self._done = self._kind.decode(self._answer())
        except DataError as error:
            self._error = error
        finally:
            Store.others_wrote()
            with self._changed:
                self.over = True
                self._changed.notify_all()

    def _answer(self) -> Any:
        while not _places.acquire(timeout=STEP):
            self._heard(Move(0, 0, "waiting for other imports"))
            if self.is_stopped:
                raise self._ended(0)
        try:
            process = POOL.take()
            coming = self._begin(process)
            if coming is None:  # it has waited for a task, and gone meanwhile
                POOL.let_go(process)
                process = POOL.take(new=True)
                coming = self._begin(process)
            return self._heed(process, coming or iter(()))
        finally:
            _places.release()

    def _begin(self, process: Process) -> Iterator[dict[str, Any]] | None:
        """Hand the task over and return what comes; None where nobody takes it."""
        with self._changed:
            self._process = process
        if self.is_stopped:
            raise self._ended(POOL.let_go(process))
        process.send(self._kind.name, self._address, self._contents, **self._task)
        coming = process.messages()
        if messages.BEGUN not in next(coming, {}) and not self.is_stopped:
            return None
        self._contents = []
        return coming

    def _heed(self, process: Process, coming: Iterator[dict[str, Any]]) -> Any:
        """Follow a process to the last that it says of this task. Raises the DataError that it ended with."""
        for message in coming:
            ((kind, held),) = message.items()
            if kind == messages.AT:
                self._heard(Move(*held))
            elif kind == messages.KEPT:
                self.kept = held
            elif kind == messages.BROKEN:
                POOL.let_go(process)
                raise self._broken(f"a fault of the program (in the server's log as {held})")
            else:
                with self._changed:
                    self._process = None
                POOL.give_back(process)
                if kind == messages.REFUSED:
                    raise messages.error_of(held)
                return held
        raise self._ended(POOL.let_go(process))

    def _heard(self, move: Move) -> None:
        with self._changed:
            self.move = move
            self._changed.notify_all()

    def _ended(self, status: int) -> EndedError:
        """Say why a process has ended before its task was done."""
        if self.is_stopped:
            return EndedError(f"the {self._kind.name} was stopped. {self._rest()}")
        if status == -_KILLED:
            return self._broken("its process was killed, as a system does that runs out of memory")
        how = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
        return self._broken(f"its process {how}")

    def _broken(self, why: str) -> EndedError:
        return EndedError(f"the {self._kind.name} broke off: {why}. {self._rest()}")

    def _rest(self) -> str:
        count = f"{self.kept:,} article{'' if self.kept == 1 else 's'} of it {'is' if self.kept == 1 else 'are'} kept"
        return f"{count}. {self._kind.again}"
