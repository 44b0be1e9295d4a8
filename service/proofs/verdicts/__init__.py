"""Proofs of verdicts: whether a defect may be raised on quoted words; one file, one code, offering `proof`."""
