"""Proofs of facts: whether quoted words may fill a slot of a point; one file, one slot, offering `proof`."""
