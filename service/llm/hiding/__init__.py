"""What a report hides from models elsewhere, found by rule: one file for each kind of secret."""
