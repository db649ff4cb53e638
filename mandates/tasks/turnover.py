"""The clock tells whoever takes a seat on a later day, or has just come in, what the seat stands for."""

from mandates.services import turnover


def tell_successors(office_id: int) -> None:
    """Tell the new holders of an office's seats, each once a version."""
    turnover.tell_successors(office_id)
