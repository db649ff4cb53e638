"""Pages before an office's door."""
