"""How the processes take a version up."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError
from redis.exceptions import ConnectionError as NoRedis

from aggregator import language
from aggregator.language import Book, cut, install, shipped
from aggregator.words import current

pytestmark = pytest.mark.django_db


def another_process() -> None:
    """Stand where a process stands that has the old book and looks again."""
    install(Book(shipped()))
    current.forget()


def knows() -> bool:
    return "柠檬鲸" in cut("柠檬鲸来了")


def test_a_task_begins_with_the_newest_version(save) -> None:
    save("lemon-whale", "柠檬鲸")
    another_process()
    assert not knows()
    current.before_task()
    assert knows()


def test_a_page_is_answered_at_once_and_the_book_is_compiled_beside_it(save) -> None:
    save("lemon-whale", "柠檬鲸")
    another_process()
    current.before_page()
    with current._Held.busy:  # the thread holds it until it is done
        assert knows()


def test_while_a_book_is_compiled_no_other_page_begins_another(save) -> None:
    save("lemon-whale", "柠檬鲸")
    another_process()
    with current._Held.busy:
        current.before_page()
    assert not knows()


def test_nobody_looks_twice_within_the_interval(save, django_assert_num_queries) -> None:
    save("lemon-whale", "柠檬鲸")
    current.before_task()
    another_process()
    current._Held.checked = float("inf")
    with django_assert_num_queries(0):
        current.before_task()
    assert not knows()


def test_without_a_cache_the_database_is_asked(save, monkeypatch) -> None:
    class Away:
        def get(self, *_: Any) -> None:
            raise NoRedis("no Redis")

        set = add = get

    monkeypatch.setattr(current, "cache", Away())
    save("lemon-whale", "柠檬鲸")
    another_process()
    current.before_task()
    assert knows()


def test_a_cache_that_was_never_told_is_filled_from_the_database(save) -> None:
    version = save("lemon-whale", "柠檬鲸")
    cache.delete(current.KEY)
    another_process()
    current.before_task()
    assert knows()
    assert cache.get(current.KEY) == version.pk


def test_a_database_that_does_not_answer_leaves_the_old_book(monkeypatch, caplog) -> None:
    def refuse() -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(current, "_number", refuse)
    current.before_task()
    assert "No look at the dictionary version" in caplog.text


def test_before_the_first_start_there_is_nothing_to_take_up() -> None:
    current.take_up()
    current.before_task()
    assert language.dictionary_version() == shipped().version


def test_a_process_of_another_release_reads_the_edition_in_force(save) -> None:
    version = save("lemon-whale", "柠檬鲸")
    edition = version.edition
    edition.version = "another"
    edition.rows = "\n".join(r for r in edition.rows.split("\n") if r.startswith("dogecoin\t"))
    edition.save()
    another_process()
    current.take_up()
    assert set(language.lexicon().by_slug) == {"dogecoin", "lemon-whale"}


def test_a_version_that_this_program_cannot_read_leaves_the_old_book(save, caplog) -> None:
    version = save("lemon-whale", "柠檬鲸")
    version.words = [["lemon-whale", "柠檬鲸", "a kind to come", "", "", "30", "", ""]]
    version.version = "to come"
    version.save()
    another_process()
    current.before_page()
    with current._Held.busy:
        assert not knows()
    current.before_task()
    assert not knows()
    assert "cannot be taken up here" in caplog.text


def test_what_hung_on_the_old_book_is_let_go(save) -> None:
    assert "柠檬鲸" not in [token.text for token in language.segment("柠檬鲸大王")]
    save("lemon-whale", "柠檬鲸大王", aliases=["柠檬鲸"])
    assert "柠檬鲸" in [token.text for token in language.segment("柠檬鲸大王")]


CHILD = """
    import sys
    import django
    django.setup()
    from aggregator.language import cut
    from aggregator.words import current
    current.take_up()
    for line in sys.stdin:
        current._Held.checked = float("-inf")
        current.before_task()
        print(cut("柠檬鲸来了")[0], flush=True)
"""


@pytest.mark.processes
def test_a_running_process_takes_up_what_another_has_saved(tmp_path: Path) -> None:
    """Two programs and a database of their own."""
    environ = {**os.environ, "VAR": str(tmp_path / "var")}
    environ.pop("DATABASE_URL", None)
    run = [sys.executable, "-c", textwrap.dedent(CHILD)]
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    save = [sys.executable, "manage.py", "shell", "-c", textwrap.dedent(SAVE)]
    subprocess.run(migrate, env=environ, check=True)
    environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    with subprocess.Popen(
        run, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert ask(child) != "柠檬鲸"
        subprocess.run(save, env=environ, check=True, stdout=subprocess.DEVNULL)
        assert ask(child) == "柠檬鲸"
        assert child.stdin is not None
        child.stdin.close()


SAVE = """
    from django.utils import timezone
    from aggregator.words.models import Word
    from aggregator.words.versions import publish
    Word.objects.create(slug="lemon-whale", name="柠檬鲸", kind="coin")
    publish("新增", None, timezone.now())
"""


def ask(child: subprocess.Popen[str]) -> str:
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write("\n")
    child.stdin.flush()
    return child.stdout.readline().strip()
