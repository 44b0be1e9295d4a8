"""Proofs of denials: whether words that fill a slot don't count; one file, one reason, offering `proof`."""
