"""One way to cut and count Chinese: sentences and words, dates, quantities, names."""
