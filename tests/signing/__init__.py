"""Whatever people do in signing, and what must never come of it."""
