"""An attribute that is worked out when it is first asked for, and kept: without the lock that `cached_property` takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


class lazy(Generic[T]):  # noqa: N801 - used as a decorator, as `property` is
    """One attribute of an object that has a `__dict__` and is read by one thread."""

    def __init__(self, made: Callable[[Any], T]) -> None:
        self.made, self.__doc__ = made, made.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, one: None, owner: type) -> Self: ...
    @overload
    def __get__(self, one: object, owner: type) -> T: ...
    def __get__(self, one: object | None, owner: type) -> T | Self:
        if one is None:
            return self
        found = one.__dict__[self.name] = self.made(one)
        return found
