"""The project's own words in the reader's language: phrases, days, codes. What pages and messages share."""
