"""Addresses of drafts, versions and the landing of requirements."""

from django.urls import path, register_converter

from mandates.views import documents, drafting, remarks, statements, unsaved


class KindConverter:
    """The kind of a line: BEN."""

    regex = "ISS|OPP|BEN|GOAL|OBJ|EXC"

    def to_python(self, value: str) -> str:
        """Return the kind."""
        return value

    def to_url(self, value: str) -> str:
        """Return the kind."""
        return value


class KeyConverter(KindConverter):
    """The key of a line: BEN-3."""

    regex = f"(?:{KindConverter.regex})-[0-9]{{1,6}}"


class NumberConverter(KindConverter):
    """The number of a version: 2.1."""

    regex = "[0-9]{1,4}[.][0-9]{1,4}"


register_converter(KindConverter, "kind")
register_converter(KeyConverter, "key")
register_converter(NumberConverter, "number")

urlpatterns = [
    path("mandate/", documents.mandate, name="mandate"),
    path("mandate/versions/", documents.versions, name="versions"),
    path("mandate/landing/", drafting.landing, name="landing"),
    path("mandate/landing/REQ-<int:requirement>/", drafting.leave_out, name="leave_out"),
    path("mandate/draft/", drafting.draft, name="draft"),
    path("mandate/draft/open/", drafting.open_draft, name="open_draft"),
    path("mandate/draft/header/", drafting.header, name="header"),
    path("mandate/draft/new/<kind:kind>/", statements.new, name="new_statement"),
    path("mandate/draft/new/<kind:kind>/keep/", unsaved.keep, name="keep_new"),
    path("mandate/draft/new/<kind:kind>/forget/", unsaved.forget, name="forget_new"),
    path("mandate/draft/<key:key>/", statements.change, name="statement"),
    path("mandate/draft/<key:key>/keep/", unsaved.keep, name="keep_statement"),
    path("mandate/draft/<key:key>/forget/", unsaved.forget, name="forget_statement"),
    path("mandate/draft/<key:key>/place/", statements.place, name="place_statement"),
    path("mandate/draft/<key:key>/comments/", remarks.comments, name="comments"),
    path("mandate/draft/<key:key>/comments/<int:comment>/answer/", remarks.answer, name="answer_comment"),
    path("mandate/draft/<key:key>/comments/<int:comment>/resolve/", remarks.resolve, name="resolve_comment"),
    path("mandate/draft/<key:key>/sources/", statements.sources, name="sources"),
    path("mandate/draft/<key:key>/sources/follow/", statements.follow, name="follow_sources"),
    path("mandate/draft/<key:key>/links/", statements.links, name="links"),
    path("mandate/draft/<key:key>/move/", statements.move, name="move_statement"),
    path("mandate/draft/<key:key>/remove/", statements.remove, name="remove_statement"),
    path("mandate/draft/<key:key>/why/", documents.draft_why, name="draft_why"),
    path("mandate/<key:key>/", documents.stands, name="stands"),
    path("mandate/<number:number>/", documents.version, name="version"),
    path("mandate/<number:number>/<key:key>/", documents.why, name="why"),
]
