"""The addresses of the desk."""

from django.urls import path

from pmo.desk.views import coming_and_going, desk, home, ledger, own, people, progress

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("preferences/", own.preferences, name="preferences"),
    path("preferences/absences/", own.absences, name="absences"),
    path("preferences/absences/<int:number>/", own.absence, name="absence"),
    path("preferences/absences/<int:number>/remove/", own.back_again, name="back_again"),
    path("<slug:office>/", desk.today, name="today"),
    path("<slug:office>/waiting/", desk.waiting, name="waiting"),
    path("<slug:office>/progress/", progress.progress, name="progress"),
    path("<slug:office>/progress/ask/", progress.ask, name="ask"),
    path("<slug:office>/asked/", desk.asked, name="asked"),
    path("<slug:office>/people/", people.people, name="people"),
    path("<slug:office>/people/<int:membership>/end/", people.end_role, name="end_role"),
    path("<slug:office>/people/<int:number>/leave/", coming_and_going.leave, name="leave"),
    path("<slug:office>/people/<int:number>/address/", coming_and_going.propose_address, name="propose_address"),
    path("<slug:office>/invitations/", coming_and_going.invitations, name="invitations"),
    path("<slug:office>/invitations/<int:number>/again/", coming_and_going.send_again, name="send_again"),
    path("<slug:office>/invitations/<int:number>/take-back/", coming_and_going.take_back, name="take_back"),
    path("<slug:office>/ledger/", ledger.ledger, name="ledger"),
    path("<slug:office>/ledger/proof/", ledger.proof, name="proof"),
]
