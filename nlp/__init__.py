"""A page in, facts out: dates, figures, rules and who said so, each with its exact words; English, Russian, Kazakh."""

READER = "1"
"""The reader's version, on every fact: raised with every change that can alter what is read."""
