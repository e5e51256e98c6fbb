"""Which of the two bodies does the person want to see?"""

from __future__ import annotations

from enum import Enum


class Figure(Enum):
    """The two bodies; both come from the same mesh and do the same movements."""

    FEMALE = "female"
    MALE = "male"
