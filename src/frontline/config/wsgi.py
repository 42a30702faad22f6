"""All pages, as a WSGI application (served through a2wsgi by config/asgi.py)."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
