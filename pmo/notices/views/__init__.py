"""Pages of what people are told."""
