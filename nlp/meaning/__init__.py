"""Meaning: words as vectors that say what they are about in any language, and what has been learnt from them."""

from nlp.meaning.choosing import Chooser, Evidence, chosen
from nlp.meaning.encoder import Encoder
from nlp.meaning.heads import Heads
from nlp.meaning.surroundings import Meaning, meanings

__all__ = ["Chooser", "Encoder", "Evidence", "Heads", "Meaning", "chosen", "meanings"]
