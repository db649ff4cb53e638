"""The door for a WSGI server."""

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

from pmo.environment import load

load()
application = get_wsgi_application()
import_string("pmo.clock.shifting.refuse_a_shift")()  # by path: models load only after Django has been set up
