"""`python -m aggregator.live`: the live service alone, as the settings say."""

import asyncio
import logging
import sys
import time

import django
from django.conf import settings
from redis import RedisError

from aggregator.live import running

log = logging.getLogger("aggregator.live")


def main() -> None:
    """Run until SIGTERM; ends with a sentence when its port is taken."""
    django.setup()
    options = settings.OPTIONS
    most = running.raise_file_limit(options["LIVE_MOST"])
    given = running.Running(
        host=options["HOST"],
        port=settings.LIVE_PORT,
        redis_url=settings.REDIS_URL,
        most=most,
        per_network=options["LIVE_PER_NETWORK"],
        proxies=options["TRUSTED_PROXIES"],
        sign=_sign,
    )
    logging.getLogger("aiohttp.server").addFilter(_is_ours)
    running.keep_garbage_small()
    try:
        asyncio.run(running.run(given))
    except OSError as error:
        sys.exit(
            f"live: port {given.port} on {given.host} can't be opened ({error.strerror});"
            " choose another: LIVE_PORT"
        )


def _sign() -> None:
    """Give a sign of life, which /readyz asks for."""
    from django.core.cache import cache

    try:
        cache.set("sign:live", time.time(), timeout=None)
    except (OSError, RedisError) as error:
        log.warning("No sign of life could be left: %s", type(error).__name__)


def _is_ours(record: logging.LogRecord) -> bool:
    """Keep what is no HTTP out of the log: anybody can send it, as often as they like."""
    from aiohttp.http_exceptions import HttpProcessingError

    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, HttpProcessingError)


if __name__ == "__main__":
    main()
