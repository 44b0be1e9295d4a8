"""Tests mirror `service/`; their cases are data."""
