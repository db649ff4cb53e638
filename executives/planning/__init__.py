"""What taking a file in would do to an office: pure, over loaded facts; the preview and the deed read the same plan."""
