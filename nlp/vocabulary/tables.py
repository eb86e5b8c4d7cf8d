"""The tables that a vocabulary may have: a table of another name is a slip of its writer's, and an error."""

# Tables of patterns.
PATTERNS = frozenset((
    "acts", "advice", "alone", "alone_openers", "alone_terms", "audiences",
    "cardinals", "commencement", "compared", "countables", "counted",
    "country_adjectives", "country_names", "country_people",
    "country_signs", "cues", "cues_after", "dates", "day_words", "deadlines", "denial", "draft",
    "ellipsis", "enacted", "halves", "hedges_after", "hedges_before", "intervals", "joints", "later", "levies",
    "lapse", "limits", "magnitudes",
    "measures", "months", "moves", "no_figures", "no_rules", "now", "number_joints", "office_words", "offices",
    "observed", "offtopic", "ordinals", "organisations", "past", "past_tense", "per", "per_before", "per_named",
    "per_things", "physical",
    "places", "plain", "policy", "posts", "proposal", "publication", "quarters", "replaced",
    "relative", "rules", "running", "ruling", "share_many", "share_nth", "share_nths",
    "shares", "shares_of", "since_event", "speech", "stretch_openers", "stretch_units",
    "stretches", "subjects", "subordinate", "tense", "that_is", "topics", "undecided", "units", "unreal",
    "weekday_shift",
    "uncounted", "weekdays", "windows",
    "day_parts", "seasons", "holding", "timex_days", "timex_decades", "timex_holidays", "timex_shifts", "timex_units",
))  # fmt: skip

# Tables of plain words, or of expressions that are used as they are written.
PLAIN = frozenset((
    "abbreviations", "attached_magnitudes", "audience_kinds", "cue_fillers", "endings", "equivalents",
    "general_topics", "grammar", "hedge_fillers", "measure_kinds", "measure_series", "measure_topics",
    "ministries", "name_stops", "notation", "outlets", "peoples", "ranges", "sets", "share_forms", "statements",
    "timex",
    "timex_words", "topic_kinds", "unit_signs",
))  # fmt: skip

KNOWN = PATTERNS | PLAIN
