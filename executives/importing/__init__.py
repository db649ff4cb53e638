"""Reading rosters: from a file as managers keep it to rows with a verdict each.."""
