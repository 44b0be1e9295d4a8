"""What several formats show, worked out once from a Report: places, quotes, marks, links and differences."""
