"""The one way to extend: a named table that functions and classes add themselves to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Registry(dict[str, T]):
    """A dict in order of registration. Two members of the same name are a defect: `ValueError`."""

    def add(self, name: str) -> Callable[[T], T]:
        def register(member: T) -> T:
            if name in self:
                raise ValueError(f"{name} is registered twice")
            self[name] = member
            return member

        return register
