"""`make chaos`: years in minutes, everything killed at random instants, and an account of every reminder."""
