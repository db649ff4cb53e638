"""The addresses of one's own sign-in."""

from django.urls import path

from pmo.access.views import means, passkeys, proving, second_step

app_name = "sign_in"
urlpatterns = [
    path("", means.mine, name="mine"),
    path("prove/", proving.prove, name="prove"),
    path("passkeys/add/", passkeys.add, name="add-passkey"),
    path("passkeys/<int:passkey>/", passkeys.rename, name="rename-passkey"),
    path("passkeys/<int:passkey>/remove/", passkeys.remove, name="remove-passkey"),
    path("app/", second_step.turn_on, name="app"),
    path("app/remove/", second_step.turn_off, name="remove-app"),
    path("recovery-codes/", second_step.recovery_codes, name="recovery-codes"),
    path("recovery-codes/file/", second_step.recovery_codes_file, name="recovery-codes-file"),
    path("sessions/<int:number>/end/", means.end_session, name="end-session"),
    path("everywhere/", means.everywhere, name="everywhere"),
]
