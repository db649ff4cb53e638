"""What is too large is turned away with a sentence, by the door or by the form."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.scenes.executives import a_manager, an_office

MEGABYTE = 1024 * 1024


def test_a_request_larger_than_any_file_is_not_read(client, db):
    answer = client.post("/account/login/", {"file": SimpleUploadedFile("a.csv", b"a" * (21 * MEGABYTE))})

    assert answer.status_code == 400
    assert "Nothing was changed" in answer.content.decode()


def test_a_file_above_the_form_s_own_limit_gets_the_form_s_own_sentence(client, db):
    office = an_office()
    client.force_login(a_manager(office))

    answer = client.post(f"/{office.slug}/import/", {"file": SimpleUploadedFile("a.csv", b"a" * (6 * MEGABYTE))})

    assert answer.status_code == 400
    assert "has more than 5 MB" in answer.content.decode()


def test_a_text_of_five_megabytes_gets_a_sentence(client, db):
    office = an_office()
    client.force_login(a_manager(office))

    answer = client.post(f"/{office.slug}/requirements/new/", {"statement": "x" * (5 * MEGABYTE)})

    assert answer.status_code == 400
    assert "Nothing was changed" in answer.content.decode()
