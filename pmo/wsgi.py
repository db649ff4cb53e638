"""The door for a WSGI server."""

from django.core.wsgi import get_wsgi_application

from pmo.environment import load

load()
application = get_wsgi_application()
