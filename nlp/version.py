"""The reader's version."""

READER = "7"
"""On every fact: raised with every change that can alter what is read."""
