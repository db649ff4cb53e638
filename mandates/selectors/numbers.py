"""A closed round in numbers, for its page: pictures of the answers, and the distance to agreement."""

from mandates.selectors.distances import Distances, distances_of
from mandates.selectors.pictures import Pictures, pictures_of
from mandates.selectors.results import Results


def numbers_of(results: Results) -> dict[str, Pictures | Distances]:
    """Return what the page of a round shows beside who stands where; no query."""
    objections = [each.objection for each in results.objections]
    return {"pictures": pictures_of(results.outcome), "distances": distances_of(results.outcome, objections)}
