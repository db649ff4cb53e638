"""Addresses of the plan's pages, and what they say."""

from django.urls import reverse

ROOMS = ("plan", "new", "fill", "gaps", "publish", "reopen", "item_new")
OF_AN_ITEM = ("item", "item_edit", "item_remove", "why", "serves", "budget", "milestones", "risks", "needs")
FOR_READERS = {"plan", "gaps", "item", "why"}


def url(office, name: str, number: int | None = None) -> str:
    parts = [office.slug] if number is None else [office.slug, number]
    return reverse(f"businessplans:{name}", args=parts)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())
