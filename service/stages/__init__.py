"""The four stages of a review; each has a twin that asks a model and one that goes by rule alone."""
