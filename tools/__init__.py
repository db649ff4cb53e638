"""What sets up, runs and measures PMO Mandate; nothing here knows the domain."""
