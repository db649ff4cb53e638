"""The door of every page of an office: who one is here, or the same *not found* for everything else."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase

from pmo.access.models import Person
from pmo.access.naming import as_typed
from pmo.access.rules import has_part, sees_office
from pmo.access.selectors import office_by_slug, typed_names
from pmo.access.standing import Standing, standing_of
from pmo.access.verdicts import Verdict


class OfficeRequest(HttpRequest):
    """A request behind the door: `standing` says who asks, in which office."""

    standing: Standing
    user: Person


View = Callable[..., HttpResponseBase]
Rule = Callable[[Standing], Verdict]


def office_page(rule: Rule = sees_office) -> Callable[[View], View]:
    """Let in those whom `rule` grants: strangers get 404, one's own office and the wrong role 403 with the sentence.

    The view is called with the request (which carries `standing`) and the address' other parts, not the slug.
    """

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def door(request: HttpRequest, office: str, **parts: Any) -> HttpResponseBase:
            found = office_by_slug(office)
            standing = standing_of(cast("Person", request.user), found) if found else None
            if standing is None or not has_part(standing):
                raise Http404
            entered = cast("OfficeRequest", request)
            entered.standing = standing
            rule(standing).require()
            with as_typed(partial(typed_names, standing.office), reader=standing.person.pk):
                return view(entered, **parts)

        return door

    return decorate
