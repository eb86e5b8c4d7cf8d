"""Facts in; rule versions on two clocks, changes, conflicts and the number of voices out. Pure: nothing is queried."""

from timeline.blocks import article_block, place_in_blocks, touched
from timeline.comparing import COMPARER, compare
from timeline.origins import origins

__all__ = ["COMPARER", "article_block", "compare", "origins", "place_in_blocks", "touched"]
