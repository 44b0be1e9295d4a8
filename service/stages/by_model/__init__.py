"""The reviewer that asks a model: the same four stages, each answering the same type as its by-rule twin."""
