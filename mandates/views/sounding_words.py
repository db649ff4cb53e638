"""The administrator words the scales of soundings."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mandates.forms.soundings import WordsForm
from mandates.rules.soundings import may_word_soundings
from mandates.selectors.sounding_pages import scales_of
from mandates.services.sounding_words import set_words
from mandates.views.refusals import kept
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.verdicts import Refused


@office_page(may_word_soundings)
def words(request: OfficeRequest) -> HttpResponse:
    """Show both scales; each is saved by itself, and holds for the soundings that are opened from then on."""
    office, status, forms = request.standing.office, 200, []
    for scale in scales_of(office):
        sent = request.method == "POST" and request.POST.get("method") == scale.method
        form = WordsForm(request.POST if sent else None, scale=scale)
        forms.append(form)
        if not sent:
            continue
        status = 400
        if form.is_valid():
            try:
                threshold = form.cleaned_data.get("threshold")
                set_words(
                    office_id=office.pk, method=scale.method, steps=form.steps(), threshold=threshold, by=request.user
                )
            except Refused as refusal:
                status = kept(form, refusal)
            else:
                messages.success(request, _("The words are saved. They hold for soundings opened from now on."))
                return redirect("mandates:sounding-words", office=office.slug)
    return render(request, "mandates/soundings/words.html", {"forms": forms}, status=status)
