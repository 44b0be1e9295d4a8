"""Graders: one file, one question about the reviews, offering `grade(pairs)`."""
