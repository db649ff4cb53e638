"""The servers of the tests are real, and nothing else is reached."""

import smtplib
import socket

import pytest
import redis as redis_client
from django.core.mail import send_mail

from tests.servers.machine import Missing, program
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


def test_the_redis_server_keeps_what_it_is_told(redis_url):
    with redis_client.Redis.from_url(redis_url) as server:
        server.set("word", "kept")

        assert server.get("word") == b"kept"


def test_a_program_that_is_nowhere_is_named():
    with pytest.raises(Missing, match="apt-get install no-such-server"):
        program("no-such-server")
