"""The pieces of the review as a terminal shows it."""
