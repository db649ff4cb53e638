"""Walks to where single deeds come seldom, the same each time."""

from tests.signing.ways import Everything


def tour(walk: Everything) -> None:
    """Sign, revoke, waive, recall, decline, hand over majors; by the clock, too."""
    walk.check()
    walk.whole_way(rule="majority", second=1, manner="precondition")
    walk.end_condition(end="met", seat=3)
    walk.draft(rule="unanimity", second=None, must=None, days=1)
    walk.check()
    walk.send(days=0)
    walk.sign(seat=0, manner="reservation")
    walk.revoke(seat=0)
    walk.extend(days=3)
    walk.vacate(seat=3)
    walk.waive(seat=3, by=0)
    for seat in (0, 1, 2):
        walk.sign(seat=seat)
    walk.let_time_pass(hours=25)
    walk.worker()
    for end in (walk.recall, lambda: walk.decline(seat=0)):
        walk.hand_over(seat=3)
        walk.draft(rule="n_of_m", second=None, must=2, days=None)
        walk.send(days=None)
        walk.sign(seat=1)
        end()
        walk.check()


def light_tour(walk: Everything) -> None:
    """Amend lightly: by a delegate and on paper, under a condition, held back, objected to, declined, handed over."""
    walk.check()
    walk.allow(paper=True, delegation=True, window=1)
    walk.draft(rule="n_of_m", second=3, must=2, days=None)
    walk.send(days=None)
    walk.tamper()
    for seat in (0, 2):
        walk.sign(seat=seat)
    walk.check()
    for change in ("tolerance", "owner 4", "issue"):
        walk.amend(change=change)
    walk.hold_back(days=1)
    walk.send_light(days=None)
    walk.name(seat=4, to=3)
    walk.sign(seat=4, other=3)
    walk.paper(seat=2)
    walk.sign(seat=1, manner="precondition")
    walk.hand_over(seat=1)
    walk.sign(seat=0)
    walk.tamper()
    walk.check()
    walk.recall()
    walk.hold_back(days=1)
    walk.send_light(days=3)
    for seat in (4, 2, 1, 0):
        walk.sign(seat=seat)
    walk.let_time_pass(hours=25)
    walk.worker()
    walk.check()
    walk.stand_by(seat=1)
    for end in ("object", "sign", "late"):
        walk.light_way(changes=["anew"], end=end, window=1)
        walk.check()
    walk.tamper()
    walk.hand_over(seat=1)
    walk.stand_by(seat=1)
    walk.light_way(changes=["anew"], end="recall", window=1)
    walk.heighten(to="minor")
    walk.light_way(changes=["anew"], end="hand over", window=1)
    walk.light_way(changes=["anew"], end="decline", window=1)
    walk.check()
    walk.heighten(to="major")
    walk.send_light()
    walk.amend(change="target")
    walk.check()
