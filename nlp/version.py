"""The reader's version."""

READER = "5"
"""On every fact: raised with every change that can alter what is read."""
