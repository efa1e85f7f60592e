"""The web process: Django behind granian."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from newsroom.proxies import behind

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
application = behind(get_wsgi_application(), settings.OPTIONS["TRUSTED_PROXIES"])


def _keep_current() -> None:
    from django.core.signals import request_started

    from aggregator.words.current import before_page

    request_started.connect(before_page, dispatch_uid="words.before_page")


_keep_current()
