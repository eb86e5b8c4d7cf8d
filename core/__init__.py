"""What every part shares: records, time intervals, quotes, ids, errors and settings; imports no framework."""
