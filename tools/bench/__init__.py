"""What `make bench` measures, each against the target that its issue set."""
