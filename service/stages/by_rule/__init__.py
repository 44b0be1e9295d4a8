"""The reviewer that needs no model: maps, scores, links and rewrites by patterns, word lists and segmentation."""
