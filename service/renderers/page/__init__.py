"""What the page shows, as plain values for its templates: no template computes anything."""
