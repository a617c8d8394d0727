"""Work in threads and processes that ends at once when the user interrupts it."""

from __future__ import annotations

import multiprocessing
import signal
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.terminal import Unusable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MOST_PROCESSES = 60
"""Maximum number of processes: Windows waits for no more."""


@contextmanager
def one_interrupt() -> Iterator[None]:
    """Raise KeyboardInterrupt for the first interrupt, and ignore others until the program ends.

    Impatient users press Ctrl+C again, and some programs send it to a process and to its group.
    """
    interrupted = False

    def stop(*_: object) -> None:
        nonlocal interrupted
        interrupted = True
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGINT, stop)
    except ValueError:  # not in the main thread, which gets the interrupts
        yield
        return
    try:
        yield
    finally:
        if not interrupted:
            signal.signal(signal.SIGINT, before)


def in_threads(task: Callable[[Any], Any], items: Sequence[Any], most: int) -> Iterator[Any]:
    """Yield the results of *task* for *items*, in their order.

    The program can end while a thread waits for an answer. When the iterator is closed, no other
    item is begun.

    :param most: maximum number of threads
    """
    futures: list[Future[Any]] = [Future() for _ in items]
    waiting, lock = iter([*zip(futures, items, strict=True)]), Lock()

    def work() -> None:
        while True:
            with lock:
                future, item = next(waiting, (None, None))
            if future is None:
                return
            try:
                future.set_result(task(item))
            except BaseException as error:  # it is raised where the result is used
                future.set_exception(error)

    for _ in range(min(most, len(items))):
        Thread(target=work, daemon=True).start()
    try:
        for future in futures:
            yield future.result()
    finally:
        with lock:
            for _ in waiting:
                pass


def in_processes(
    task: Callable[..., Any], arguments: Sequence[Sequence[Any]], most: int
) -> Iterator[Any]:
    """Yield the results of *task*, in the order of its *arguments*.

    When the iterator is closed, or an interrupt ends it, its processes are ended at once.

    :param most: maximum number of processes; with one, this process does the work
    """
    if most <= 1 or len(arguments) <= 1:
        for some in arguments:
            yield task(*some)
        return
    context = multiprocessing.get_context("spawn")
    before = {*multiprocessing.active_children()}
    workers = min(most, len(arguments), MOST_PROCESSES)
    pool = ProcessPoolExecutor(workers, context, _ignore_interrupts)
    try:
        with _held_interrupts():  # new processes inherit it, and start in peace
            results = pool.map(task, *zip(*arguments, strict=True))
        yield from results
    except BrokenProcessPool:
        raise Unusable(
            "a process has ended by itself, perhaps for want of memory. Use fewer with -j"
        ) from None
    except BaseException:
        for process in {*multiprocessing.active_children()} - before:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _held_interrupts() -> Iterator[None]:
    """Hold interrupts back where the system can."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ignore_interrupts() -> None:
    """Leave interrupts to the main process, which ends this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
