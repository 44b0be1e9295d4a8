"""Tests of the graders and of the loading of labels."""
