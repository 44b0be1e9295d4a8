"""sixlead reads a 民主生活会 self-criticism report, scores how specific it is, and suggests how to mend it."""

__version__ = "0.1.0"
