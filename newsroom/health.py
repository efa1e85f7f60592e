"""Is the newsroom alive, and is everything it stands on there?"""

import redis
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from aggregator.search.status import status
from newsroom.tasks import SERVICES, ages

SIGN_AGE_LIMIT = 60.0


@require_safe
@never_cache
def healthz(_request: HttpRequest) -> HttpResponse:
    """Answer that this process lives; asks nothing of anything else."""
    return HttpResponse("ok\n", content_type="text/plain")


def _database() -> dict[str, object]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return {"ok": False, "message": type(error).__name__}
    return {"ok": True}


def _services() -> dict[str, dict[str, object]]:
    """Redis, and each service's last sign of life, which is kept in it."""
    try:
        signs = ages()
    except (redis.RedisError, OSError) as error:
        down: dict[str, object] = {"ok": False, "message": type(error).__name__}
        return {"redis": down, **{name: {"ok": False, "age_s": None} for name in SERVICES}}
    found: dict[str, dict[str, object]] = {"redis": {"ok": True}}
    for name, age in signs.items():
        ok = age is not None and age < SIGN_AGE_LIMIT
        found[name] = {"ok": ok, "age_s": None if age is None else round(age, 1)}
    return found


def _index() -> dict[str, object]:
    """How far behind it is, too; that alone takes no server away, which answers all the same."""
    found = status()
    return {
        "ok": found.ok,
        "documents": found.documents,
        "pending": found.pending,
        "lag_s": None if found.lag_seconds is None else round(found.lag_seconds, 1),
        "late": found.late,
        "message": found.message,
    }


@require_safe
@never_cache
def readyz(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when every part works, else 503; the body says which does not."""
    database = _database()
    parts = {"database": database, **_services()}
    parts["index"] = _index() if database["ok"] else {"ok": False, "message": "no database"}
    ok = all(part["ok"] for part in parts.values())
    return JsonResponse({"ok": ok, **parts}, status=200 if ok else 503)
