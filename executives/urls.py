"""Addresses of seats, requirements, files and one's own words, under the office's slug."""

from django.urls import path

from executives.views import assistants, conflicts, kickoffs, papers, requirements, rosters, seats, talks, words

app_name = "executives"
urlpatterns = [
    path("executives/", seats.index, name="seats"),
    path("executives/new/", seats.new, name="new_seat"),
    path("executives/<int:number>/", seats.show, name="seat"),
    path("executives/<int:number>/edit/", seats.edit, name="edit_seat"),
    path("executives/<int:number>/hand-over/", seats.hand_over, name="hand_over"),
    path("executives/<int:number>/vacate/", seats.vacate, name="vacate"),
    path("executives/<int:number>/assistants/", assistants.index, name="assistants"),
    path("assistants/", assistants.mine, name="my_assistants"),
    path("assistants/<int:number>/end/", assistants.end, name="end_assistant"),
    path("requirements/", requirements.index, name="requirements"),
    path("requirements/new/", requirements.new, name="new_requirement"),
    path("requirements/play-back/", requirements.play_back_all, name="play_back_all"),
    path("requirements/REQ-<int:number>/", requirements.show, name="requirement"),
    path("requirements/REQ-<int:number>/edit/", requirements.edit, name="edit_requirement"),
    path("requirements/REQ-<int:number>/play-back/", requirements.play_back, name="play_back"),
    path("requirements/REQ-<int:number>/withdraw/", requirements.withdraw, name="withdraw"),
    path("import/", rosters.index, name="rosters"),
    path("import/<int:number>/", rosters.show, name="roster"),
    path("import/<int:number>/left-out/<int:sheet>/<slug:kind>/", rosters.refused, name="refused_rows"),
    path("requirements/REQ-<int:number>/paper/", papers.new, name="new_paper"),
    path("papers/<int:number>/", papers.show, name="paper"),
    path("papers/<int:number>/count/", papers.count, name="count_paper"),
    path("settings/paper/", papers.rule, name="paper_rule"),
    path("conflicts/", conflicts.index, name="conflicts"),
    path("conflicts/<int:number>/resolve/", conflicts.resolve, name="resolve_conflict"),
    path("requirements/REQ-<int:number>/conflict/", conflicts.new, name="new_conflict"),
    path("kick-off/", kickoffs.show, name="kick_off"),
    path("kick-off/new/", kickoffs.new, name="new_kick_off"),
    path("talks/", talks.index, name="talks"),
    path("talks/new/", talks.new, name="new_talk"),
    path("talks/<int:number>/", talks.show, name="talk"),
    path("talks/<int:number>/words/", talks.words, name="talk_words"),
    path("talks/<int:number>/play-back/", talks.play_back, name="play_talk_back"),
    path("talks/<int:number>/take-back/", talks.drop, name="drop_talk"),
    path("words/", words.one_by_one, name="words"),
    path("words/all/", words.every, name="words_all"),
    path("words/REQ-<int:number>/", words.one_by_one, name="word"),
    path("words/REQ-<int:number>/confirm/", words.confirm, name="confirm"),
    path("words/REQ-<int:number>/correct/", words.correct, name="correct"),
    path("words/REQ-<int:number>/leave-out/", words.leave_out, name="leave_out"),
]
