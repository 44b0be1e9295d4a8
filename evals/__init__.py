"""Evals: how well a review agrees with labels written by hand."""
