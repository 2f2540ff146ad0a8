"""The pages as a WSGI application, for any server: `luoshi.web.wsgi:application`."""

from luoshi.ledger import database

database.configure()

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()
