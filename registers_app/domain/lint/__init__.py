"""The linter for registers: what a version leaves unsaid, says wrong, or may not say."""
