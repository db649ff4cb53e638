"""What a page sends and asks while somebody types, answered in JSON; a refusal is answered so too."""

from http import HTTPStatus

from django.http import JsonResponse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from executives.forms.saying import BegunForm, KeepForm
from executives.models import Seat
from executives.rules.saying import NEWER_KEPT, REPLACED, is_newer
from executives.selectors.saying import unfinished
from executives.services.saying import keep as keep_typed
from executives.views.saying import device, speaking
from pmo.access.doors import OfficeRequest


@speaking
@require_http_methods(["GET", "POST"])
def keep(request: OfficeRequest, seat: Seat) -> JsonResponse:
    """Keep what is typed; asked without sending anything, say whether another device has kept something newer."""
    if request.method == "GET":
        return JsonResponse({"newer": _newer(request, seat)})
    form = KeepForm(request.POST)
    if not form.is_valid():
        said = _("This cannot be kept as it stands: it holds a sign that is none. Type the last words again.")
        return JsonResponse({"refused": said}, status=HTTPStatus.BAD_REQUEST)
    begun = form.cleaned_data["begun"]
    kept = keep_typed(seat_id=seat.pk, fields=form.typed, begun=begun, device=device(request), by=request.user)
    hour = time_format(timezone.localtime(kept.at), "H:i")
    said = _("Kept at %(hour)s. Nobody sees it until you send it.") % {"hour": hour}
    return JsonResponse({"number": kept.number, "said": said, "newer": str(REPLACED) if kept.replaced else ""})


def _newer(request: OfficeRequest, seat: Seat) -> str:
    form = BegunForm(request.GET)
    kept = unfinished(seat, request.user)
    begun = form.cleaned_data["begun"] if form.is_valid() else 0
    return str(NEWER_KEPT) if kept and is_newer(kept, begun, device(request)) else ""
