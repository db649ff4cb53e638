"""The base of every form: shape and manners, no rules."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
IS_A_KEY = MaxValueValidator(2**63 - 1, _("That number is too large. Give a smaller one."))
# A line break in a name breaks the head of a mail; signs that turn text round let it read as somebody else's.
READS_AS_WRITTEN = RegexValidator(
    r"[\n\r\v\f\x1b\x85\u2028-\u202e\u2066-\u2069]",
    _("This holds an invisible sign: a line break, or one that turns text round. Type it again instead of copying it."),
    inverse_match=True,
)
# Signs that write what follows backwards: a text that is signed would read otherwise than it stands.
READS_FORWARD = RegexValidator(
    r"[\u202d\u202e]",
    _("This holds an invisible sign that turns text round. Type it again instead of copying it."),
    inverse_match=True,
)
SIZES = {"short": "pm-field-short", "medium": "pm-field-medium", "long": "pm-field-long"}


class PmFormMixin:
    """Errors above the field, hints in plain words, the right keyboard on a phone.

    `sizes` maps a field to short, medium or long. The template writes `<form>` and `{% csrf_token %}`, then
    `{% crispy form %}`, which begins with the summary of errors.
    """

    sizes: dict[str, str] = {}
    error_css_class = ""
    required_css_class = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.size = SIZES[self.sizes.get(name, _usual_size(field))]
            _give_manners(field)
            field.error_messages |= {"required": _missing(field), **_wrong(field)}

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.include_media = False
        return helper


class PmForm(PmFormMixin, forms.Form):
    """A form that is no model's."""


class PmModelForm(PmFormMixin, forms.ModelForm):
    """A form with the shape of a model; its service saves, never the form."""

    def save(self, commit: bool = True) -> Any:
        raise NotImplementedError("Forms have shape only: call the service with cleaned_data.")


class WordsField(forms.CharField):
    """Somebody's own words: serif, in whatever script they write."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows, "class": "pm-said", "data-pm-words": True}))
        super().__init__(**kwargs)


class SignedWordsField(WordsField):
    """Words of a text that is signed: they are read as they stand, so no sign may write what follows backwards."""

    default_validators = [READS_FORWARD]


class DayField(forms.DateField):
    """A day that a calendar can count from, with the device's own calendar."""

    default_validators = [
        MinValueValidator(FIRST_DAY, _("Give a day from the year 1900 on.")),
        MaxValueValidator(LAST_DAY, _("Give a day up to the year 2200.")),
    ]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        kwargs.setdefault("error_messages", {"invalid": _("Give a date that exists, for example 30 September 2026.")})
        super().__init__(**kwargs)


class CodeField(forms.CharField):
    """The digits that we mailed."""

    def __init__(self, *, length: int = 6, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "pm-code"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(max_length=length, **kwargs)


class AnswerField(forms.JSONField):
    """What a device answered, hidden in the form; nonsense of any size and depth is none."""

    widget = forms.HiddenInput
    longest = 20_000

    def to_python(self, value: Any) -> Any:
        """Read the answer."""
        wrong = forms.ValidationError(_("The device’s answer cannot be read. Try again."))
        if isinstance(value, str) and len(value) > self.longest:
            raise wrong
        try:
            return super().to_python(value)
        except (ValueError, RecursionError) as nonsense:
            raise wrong from nonsense


class ShownField(forms.CharField):
    """The digest or version of what the page showed; the service refuses any other."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        missing = _("The page did not say what it had shown you. Load it again and repeat what you did.")
        kwargs.setdefault("error_messages", {"required": missing})
        kwargs.setdefault("max_length", 64)
        super().__init__(**kwargs)


class WordChoiceField(forms.ChoiceField):
    """One choice of up to five, each with its shape; `words` maps a value to its Word."""

    widget = forms.RadioSelect

    def __init__(self, *, words: dict[str, Any], **kwargs: Any) -> None:
        self.words = {str(value): word for value, word in words.items()}
        super().__init__(choices=[(value, word.label) for value, word in self.words.items()], **kwargs)


def _usual_size(field: forms.Field) -> str:
    match field:
        case forms.DateField() | forms.TimeField() | forms.IntegerField() | CodeField():
            return "short"
        case forms.EmailField() | forms.ChoiceField():
            return "medium"
    return "long"


def _wrong(field: forms.Field) -> dict[str, Any]:
    """Word what the framework would say in its own terms."""
    said: dict[str, Any] = {}
    if isinstance(field, forms.EmailField) and "invalid" not in field.error_messages:
        said["invalid"] = _("That is no e-mail address. Write it as ada@example.org.")
    if isinstance(field, forms.CharField) and "max_length" not in field.error_messages:
        said["max_length"] = _("This has %(show_value)d characters. Shorten it to %(limit_value)d at most.")
    if isinstance(field, forms.DecimalField):
        many = _("This number has too many digits. Write fewer, and choose a larger unit if need be.")
        said |= dict.fromkeys(("max_digits", "max_whole_digits", "max_decimal_places"), many)
    return said


def _missing(field: forms.Field) -> Any:
    """Word what is missing so that the reader knows what to do; the field's own wording wins."""
    own = field.error_messages.get("required")
    if own and own != forms.Field.default_error_messages["required"]:
        return own
    match field:
        case forms.ChoiceField() | forms.ModelChoiceField():
            return _("Choose one of these.")
        case forms.FileField():
            return _("Choose a file.")
        case forms.BooleanField():
            return _("Tick this to go on.")
    return _("This is still empty. Fill it in.")


def _give_manners(field: forms.Field) -> None:
    """Set keyboard, autocompletion and text direction, where the form has not done so."""
    attrs = field.widget.attrs
    match field:
        case forms.EmailField():
            attrs.setdefault("autocomplete", "email")
            attrs.setdefault("inputmode", "email")
        case forms.DecimalField() | forms.FloatField():
            attrs.setdefault("inputmode", "decimal")
        case forms.IntegerField():
            attrs.setdefault("inputmode", "numeric")
            if field.max_value is None:
                field.validators.append(IS_A_KEY)
        case forms.CharField() if isinstance(field.widget, forms.TextInput | forms.Textarea):
            if isinstance(field.widget, forms.TextInput):
                field.validators.append(READS_AS_WRITTEN)
            attrs.setdefault("dir", "auto")
            attrs.setdefault("autocomplete", "off")
