"""A value worked out when it is first asked for, and kept."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class once(Generic[T]):  # noqa: N801 - read as a decorator, like property
    """
    As :class:`functools.cached_property`, without the lock that Python 3.11 holds in it.

    An utterance is asked about ten such values, and the locks took as long as the
    answers. Needs a ``__dict__``; for objects that one thread alone uses.
    """

    def __init__(self, work: Callable[[Any], T]) -> None:
        """Take what works the value out."""
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    def __get__(self, owner: object, kind: type | None = None) -> T:
        """Work the value out and leave it in the object, where it is found from then on."""
        value = owner.__dict__[self._name] = self._work(owner)
        return value
