"""Reports that do not fit together: one file a type of conflict, and the reasons why most differences are none."""
