"""The nouns of the house: frozen, typed, and importing nothing of ours but errors."""
