"""What the answers of a round say in numbers: pure arithmetic over plain values, no database and no framework."""

from mandates.statistics.agreement import needed
from mandates.statistics.chance import chi_square_tail
from mandates.statistics.distance import Distance, distance, distance_of_all
from mandates.statistics.points import Camp, ItemPoints, points_summary
from mandates.statistics.ranking import SCHMIDT, Concordance, Strength, kendalls_w, strength_of
from mandates.statistics.spread import RandUcla, iqr, median, percentile, rand_ucla, tastle_wierman
from mandates.statistics.stability import Stability, stability

__all__ = [
    "SCHMIDT",
    "Camp",
    "Concordance",
    "Distance",
    "ItemPoints",
    "RandUcla",
    "Stability",
    "Strength",
    "chi_square_tail",
    "distance",
    "distance_of_all",
    "iqr",
    "kendalls_w",
    "median",
    "needed",
    "percentile",
    "points_summary",
    "rand_ucla",
    "stability",
    "strength_of",
    "tastle_wierman",
]
