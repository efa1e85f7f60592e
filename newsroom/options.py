"""Every option of the newsroom in one table: name, default, type, meaning, secret or not.

An option is read from the environment variable of its name. `docs/settings.md` is generated from
this table (`manage.py options --write`), and a wrong value stops the start with a sentence.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from newsroom import option_types as types


class OptionError(ValueError):
    """An option has a value that can't be used; the message names it and the cure."""


@dataclass(frozen=True, slots=True)
class Option:
    """One line of the table; `default` is written as it would stand in the environment."""

    name: str
    default: str
    kind: str
    read: Callable[[str], Any]
    meaning: str
    secret: bool = False


OPTIONS: tuple[Option, ...] = (
    Option("VAR", "var", "path", types.path, "folder of everything a run writes"),
    Option("PORT", "8000", "port", types.port, "port that the site listens on"),
    Option("HOST", "127.0.0.1", "text", types.text, "address that the site listens on"),
    Option(
        "SITE_URL",
        "",
        "URL",
        types.site,
        "public address of the site, used in feeds and canonical links; empty: http://HOST:PORT",
    ),
    Option(
        "LIVE_PORT",
        "",
        "port",
        types.port_or_none,
        "port of the live stream, on HOST; empty: PORT + 1; 0: off, pages ask now and then instead",
    ),
    Option(
        "LIVE_URL",
        "",
        "URL",
        types.place,
        "where browsers find the live stream: behind a proxy a path such as /live; "
        "empty: LIVE_PORT of the site's own host, when SITE_URL is http",
    ),
    Option("LIVE_MOST", "10000", "count", types.count, "open pages that the live stream holds"),
    Option(
        "LIVE_PER_NETWORK",
        "200",
        "limit",
        types.limit,
        "of these from one address (IPv6: one /64); 0: no limit",
    ),
    Option(
        "ALLOWED_HOSTS",
        "",
        "names",
        types.names,
        "host names that the site answers to, beside that of SITE_URL; with commas",
    ),
    Option(
        "TRUSTED_PROXIES",
        "",
        "networks",
        types.networks,
        "IP addresses and networks of the proxies whose X-Forwarded-For and -Proto are believed; "
        "with commas",
    ),
    Option("DEBUG", "0", "switch", types.switch, "Django's debug pages; never on a public machine"),
    Option(
        "SECRET_KEY",
        "",
        "text",
        types.text,
        "key that signs sessions and cursors; empty: made once and kept in VAR/secret_key (0600)",
        secret=True,
    ),
    Option(
        "DATABASE_URL",
        "",
        "URL",
        types.database,
        "PostgreSQL address; empty: SQLite at VAR/newsroom.sqlite3",
        secret=True,
    ),
    Option(
        "REDIS_URL",
        "",
        "URL",
        types.redis,
        "queue and cache; empty: an own Valkey on the socket VAR/valkey.sock",
        secret=True,
    ),
    Option(
        "SEARCH_URL",
        "",
        "URL",
        types.url,
        "OpenSearch for the index, http(s)://user:password@host:port; empty: a folder, VAR/index",
        secret=True,
    ),
    Option("TIME_ZONE", "Asia/Shanghai", "zone", types.zone, "time zone of the pages"),
    Option(
        "LOG_LEVEL", "INFO", "level", types.one_of("DEBUG", "INFO", "WARNING", "ERROR"), "log level"
    ),
    Option(
        "LOG_FORMAT",
        "json",
        "format",
        types.one_of("json", "plain"),
        "json: one object a line; plain: text",
    ),
    Option("WEB_WORKERS", "2", "count", types.count, "processes that serve pages"),
    Option(
        "PAGE_SECONDS",
        "30",
        "number",
        types.whole,
        "how long a page is kept when nothing on it changes; 0: every page is made anew",
    ),
    Option(
        "FRAGMENT_SECONDS",
        "30",
        "number",
        types.whole,
        "how long a web process uses the items and pieces of a page again; 0: not at all",
    ),
    Option("TASK_WORKERS", "1", "count", types.count, "processes that fetch and ingest"),
    Option(
        "CONTACT_URL",
        "",
        "URL",
        types.url,
        "address that outlets find in our User-Agent; empty: SITE_URL/about/",
    ),
    Option(
        "CATALOGUE",
        "outlets",
        "name",
        types.one_of("outlets", "demo", "none"),
        "feeds loaded at the start: outlets (the real ones), demo (invented ones), or none",
    ),
    Option(
        "OFFLINE_READING",
        "1",
        "switch",
        types.switch,
        "whether browsers keep the pages that were read (service worker); 0 also ends it in those "
        "that do",
    ),
    Option("DEMO_PORT", "8790", "port", types.port, "port of the demo feed server"),
    Option(
        "POLL_SECONDS", "15", "count", types.count, "how often beat looks for feeds that are due"
    ),
    Option(
        "CHAIN_SECONDS", "60", "count", types.count, "how often chain figures and prices are read"
    ),
    Option(
        "POLL_MOST_SECONDS",
        "1800",
        "count",
        types.count,
        "longest time between two polls of a feed that works",
    ),
    Option(
        "BITCOIN_PROVIDER",
        "esplora",
        "name",
        types.one_of("esplora", "core", "none"),
        "where Bitcoin figures come from: esplora (also mempool.space), core (a node), or none",
    ),
    Option(
        "BITCOIN_URL",
        "https://mempool.space/api",
        "URL",
        types.url,
        "address of the Bitcoin provider",
    ),
    Option(
        "BITCOIN_AUTH",
        "",
        "text",
        types.text,
        "user:password of the Bitcoin Core node",
        secret=True,
    ),
    Option(
        "ETHEREUM_PROVIDER",
        "rpc",
        "name",
        types.one_of("rpc", "none"),
        "where Ethereum figures come from: rpc (a JSON-RPC node), or none",
    ),
    Option(
        "ETHEREUM_URL",
        "https://ethereum-rpc.publicnode.com",
        "URL",
        types.url,
        "address of the Ethereum node",
        secret=True,
    ),
    Option(
        "PRICE_PROVIDER",
        "coingecko",
        "name",
        types.one_of("coingecko", "none"),
        "where prices come from: coingecko (or an API of its shape), or none",
    ),
    Option(
        "PRICE_URL",
        "https://api.coingecko.com/api/v3",
        "URL",
        types.url,
        "address of the price API",
    ),
    Option(
        "AI_URL",
        "",
        "URL",
        types.url,
        "endpoint of OpenAI's shape (…/v1) that words summaries anew, labelled AI; empty: off",
    ),
    Option("AI_MODEL", "", "text", types.text, "model that the endpoint is asked for"),
    Option("AI_KEY", "", "text", types.text, "key of the endpoint", secret=True),
)


# What the demo stands on instead of the internet, unless the environment says otherwise.
DEMO = {
    "VAR": "var/demo",
    "BITCOIN_URL": "http://127.0.0.1:{DEMO_PORT}/api",
    "ETHEREUM_URL": "http://127.0.0.1:{DEMO_PORT}/eth",
    "PRICE_URL": "http://127.0.0.1:{DEMO_PORT}/api/v3",
    "POLL_SECONDS": "5",
    "POLL_MOST_SECONDS": "10",
    "CHAIN_SECONDS": "20",
}


def read_options(environ: Mapping[str, str]) -> dict[str, Any]:
    """Give the value of every option; raises OptionError for the first one that is wrong."""
    values: dict[str, Any] = {}
    defaults = {option.name: option.default for option in OPTIONS}
    if environ.get("CATALOGUE") == "demo":
        port = environ.get("DEMO_PORT", defaults["DEMO_PORT"])
        defaults |= {name: value.format(DEMO_PORT=port) for name, value in DEMO.items()}
    for option in OPTIONS:
        raw = environ.get(option.name, defaults[option.name])
        try:
            values[option.name] = option.read(raw)
        except ValueError as error:
            shown = "the value given" if option.secret else repr(raw)
            raise OptionError(f"{option.name}: {shown} is not a {option.kind}; {error}") from error
    return values


def settings_page() -> str:
    """The table as Markdown, for docs/settings.md."""
    head = (
        "# Settings\n\n"
        "Each option is an environment variable; `make run` also takes it as `make run NAME=value`."
        " A wrong value stops the start with a sentence that names it.\n"
        "This page is generated: `manage.py options --write`.\n\n"
        "| name | default | type | secret | meaning |\n|---|---|---|---|---|\n"
    )
    rows = (
        f"| `{o.name}` | {f'`{o.default}`' if o.default else '–'} | {o.kind} "
        f"| {'yes' if o.secret else 'no'} | {o.meaning} |"
        for o in OPTIONS
    )
    demo = ", ".join(f"`{name}={value}`" for name, value in DEMO.items())
    return f"{head}{chr(10).join(rows)}\n\nWith `CATALOGUE=demo` the defaults are: {demo}.\n"
