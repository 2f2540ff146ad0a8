"""The pages as a WSGI application, for any server: `luoshi.web.wsgi:application`."""

from luoshi.ledger import database

database.configure()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import get_resolver  # noqa: E402

application = get_wsgi_application()
# Every page and what it needs is imported now, before a server parts into workers: they share it, and no reader waits for it.
_ = get_resolver().url_patterns
