"""The door for a WSGI server."""

import gc

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

from pmo.environment import load

load()
application = get_wsgi_application()
import_string("pmo.clock.shifting.refuse_a_shift")()  # by path: models load only after Django has been set up
import_string(f"{settings.ROOT_URLCONF}.urlpatterns")

# What the site is made of stays for good. A page that makes tens of thousands of things would wait while all of it is
# gone through for what nobody needs any more.
gc.collect()
gc.freeze()
