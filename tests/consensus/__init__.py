"""The two rooms of consensus, played at random: what was done, what may be done, and what must never be."""
