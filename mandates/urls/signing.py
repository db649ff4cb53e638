"""Addresses of signing."""

from django.urls import URLPattern, path

from mandates.views import conditions, delegations, sending, signing, signoff

urlpatterns: list[URLPattern] = [
    path("mandate/draft/signing/", signing.terms, name="signing-terms"),
    path("sign/", signoff.sign, name="sign"),
    path("sign/decline/", signoff.decline, name="decline"),
    path("sign/revoke/", signoff.revoke, name="revoke"),
    path("sign/conditions/<int:condition>/", conditions.condition, name="condition"),
    path("sign/delegation/", delegations.delegation, name="delegation"),
    path("sign/delegation/<int:number>/end/", delegations.end, name="end-delegation"),
    path("signatures/", sending.signatures, name="signatures"),
    path("signatures/<number:number>/", sending.signatures_of, name="signatures-of"),
    path("signatures/send/", sending.send, name="send-for-signature"),
    path("signatures/extend/", sending.extend, name="extend-signing"),
    path("signatures/recall/", sending.recall, name="recall"),
    path("signatures/waive/<int:seat>/", sending.waive, name="waive"),
    path("signatures/paper/<int:seat>/", sending.paper, name="sign-on-paper"),
    path("signatures/papers/<int:number>/", sending.paper_file, name="signature-paper"),
    path("settings/signing/", delegations.policy, name="signing-policy"),
]
