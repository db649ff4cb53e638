"""The servers of the tests are real, and nothing else is reached."""

import random
import smtplib
import socket

import pytest
import redis as redis_client
from django.core.mail import send_mail

from tests.servers import mail
from tests.servers.machine import Missing, program
from tests.servers.mail import Manners
from tests.servers.network import NetworkForbidden


def test_no_other_host_is_looked_up_or_reached():
    with pytest.raises(NetworkForbidden, match=r"example\.org"):
        socket.getaddrinfo("example.org", 443)

    with socket.socket() as sock, pytest.raises(NetworkForbidden, match=r"192\.0\.2\.1"):
        sock.connect(("192.0.2.1", 80))


def test_a_mail_arrives_at_the_mail_server(mail_server):
    send_mail("Round 4", "Please take a stance.", "pmo@example.org", ["cfo@example.org"])

    (message,) = mail_server.messages
    assert message["Subject"] == "Round 4"
    assert message["To"] == "cfo@example.org"


def test_a_mail_server_that_refuses_is_heard(mail_server):
    mail_server.refuses = "451 Try again later"

    with pytest.raises(smtplib.SMTPDataError, match="Try again later"):
        send_mail("Round 4", "Please take a stance.", "pmo@example.org", ["cfo@example.org"])


def test_one_refused_recipient_does_not_stop_the_others(mail_server):
    mail_server.refuses_address["cfo@example.org"] = "550 Nobody of that name"

    with pytest.raises(smtplib.SMTPRecipientsRefused):
        send_mail("Round 4", "Please take a stance.", "pmo@example.org", ["cfo@example.org"])
    send_mail("Round 4", "Please take a stance.", "pmo@example.org", ["coo@example.org"])

    assert [message["To"] for message in mail_server.messages] == ["coo@example.org"]


def test_a_server_may_keep_a_mail_and_never_say_so(mail_server):
    mail_server.manners = Manners(die=1)

    with pytest.raises(smtplib.SMTPServerDisconnected):
        send_mail("Round 4", "Please take a stance.", "pmo@example.org", ["cfo@example.org"])

    assert [arrival.to for arrival in mail_server.arrivals] == [("cfo@example.org",)]
    assert mail_server.messages == []


@pytest.mark.parametrize(("manners", "arrived"), [(Manners(hang=1), 0), (Manners(freeze=1), 1)])
def test_a_server_may_hang_before_or_after_it_has_a_mail(mail_server, settings, manners, arrived):
    settings.EMAIL_TIMEOUT, mail_server.manners = 0.2, manners

    with pytest.raises(OSError, match="timed out"):
        send_mail("Round 4", "Please take a stance.", "pmo@example.org", ["cfo@example.org"])

    assert len(mail_server.arrivals) == arrived


def test_a_server_draws_its_moods_by_its_seed():
    manners = Manners(later=0.2, never=0.1, slow=0.3)
    first, second = random.Random(7), random.Random(7)

    moods = [manners.mood(first) for _ in range(200)]

    assert moods == [manners.mood(second) for _ in range(200)]
    assert {mood: moods.count(mood) > 10 for mood in set(moods)} == dict.fromkeys(["", "later", "never", "slow"], True)


def test_a_server_in_a_process_of_its_own_writes_the_exact_bytes_down(tmp_path):
    text = b"Message-ID: <7@tests>\r\n\r\n.A line with a dot\r\n..\r\nf\xc3\xbcnf\r\n"
    with mail.running_apart(tmp_path / "kept") as url, smtplib.SMTP(*url.removeprefix("smtp://").split(":")) as door:
        door.sendmail("pmo@example.org", ["cfo@example.org"], text)

    (arrival,) = mail.read(tmp_path / "kept")

    assert (arrival.content, arrival.message_id, arrival.to) == (text, "<7@tests>", ("cfo@example.org",))


def test_the_redis_server_keeps_what_it_is_told(redis_url):
    with redis_client.Redis.from_url(redis_url) as server:
        server.set("word", "kept")

        assert server.get("word") == b"kept"


def test_a_program_that_is_nowhere_is_named():
    with pytest.raises(Missing, match="apt-get install no-such-server"):
        program("no-such-server")
