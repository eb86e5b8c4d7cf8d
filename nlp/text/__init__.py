"""A text before its meaning: out of a page, in one spelling, in one language, in lines and sentences."""
