"""Everything that must stand before the services start; quick when it already does."""

import hashlib
import json
import secrets
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from aggregator.desk.editors import GROUP
from aggregator.feeds.catalogue import load_catalogue, read_sources
from aggregator.feeds.lease import release_all
from aggregator.feeds.load import load
from aggregator.words.current import take_up
from aggregator.words.versions import ensure

EDITOR = "editor"


def prepare(say: Callable[[str], None]) -> None:
    """Bring the database, the static files and the catalogue up to date; say what was done.

    What only depends on the program's own files is skipped while those are as they were at the
    last start (VAR/prepared.json), so that a second start is quick.
    """
    stamp_file: Path = settings.VAR / "prepared.json"
    stamp = _stamp()
    if not stamp_file.exists() or stamp_file.read_text() != json.dumps(stamp):
        call_command("migrate", interactive=False, verbosity=0)
        say("database is up to date")
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        say("static files are in place")
        stamp_file.write_text(json.dumps(stamp))
    if settings.EMBEDDED_VALKEY:  # then every worker is ours, and none runs yet
        release_all()
    _dictionary(say)
    _catalogue(say)
    _first_editor(say)


def _stamp() -> dict[str, str]:
    """Name the program's migrations, static files and the database they were applied to."""
    root: Path = settings.BASE_DIR
    files = [*root.glob("aggregator/*/migrations/*.py"), root / "requirements.lock"]
    files += [*root.glob("build/*"), *root.glob("aggregator/*/static/**/*"), root / "package.json"]
    digest = hashlib.sha256()
    for file in sorted(file for file in files if file.is_file()):
        digest.update(str(file.relative_to(root)).encode())
        digest.update(file.read_bytes())
    database = hashlib.sha256(str(settings.DATABASES["default"]).encode()).hexdigest()
    return {"program": digest.hexdigest(), "database": database}


def _dictionary(say: Callable[[str], None]) -> None:
    """Have the dictionary in force, and in memory that the services share when they are forks."""
    if ensure(timezone.now()):
        say("dictionary compiled")
    take_up()


def _catalogue(say: Callable[[str], None]) -> None:
    name = settings.OPTIONS["CATALOGUE"]
    if name == "none":
        return
    if name == "demo":
        from newsroom.demo import demo_sources
        from newsroom.demo.topics import load_topics

        base = f"http://127.0.0.1:{settings.OPTIONS['DEMO_PORT']}"
        specs = read_sources(demo_sources(base))
        load_topics(timezone.now())
    else:
        specs = load_catalogue()
    loaded = load(specs)
    if loaded.created:
        say(f"{loaded.created} feeds added from the catalogue")


@transaction.atomic
def _first_editor(say: Callable[[str], None]) -> None:
    """Make the first account and print its password, once: only its hash is kept."""
    users = get_user_model().objects
    if users.exists():
        return
    password = secrets.token_urlsafe(12)
    editor = users.create_superuser(EDITOR, password=password)
    editor.groups.add(*Group.objects.filter(name=GROUP))
    say(f"editor account made. Name: {EDITOR}   password: {password}")
    say("this password is shown once; change it in the admin, or with manage.py changepassword")
