"""Facts in; rule versions on two clocks, changes, conflicts and the number of voices out. Pure: nothing is queried."""

from timeline.comparing import compare

__all__ = ["compare"]
