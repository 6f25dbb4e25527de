"""Starting everything: the data folder, the database, the worker, the server, the browser."""

import os
import socket
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from screener.errors import InputError
from screener.web.databases import NoDatabase, NoDriver
from screener.web.datafolder import data_folder, kept_secret
from screener.web.team_checks import check_team, check_way_in

LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")
_WORKER_POLL = "0.2"
_RESTART_AFTER = 1.0
_FROM_PROXY = {"x-forwarded-for", "x-forwarded-proto"}
_PARTS_OF_A_BODY = 1_000_000  # beside the file, a form holds little


class NotLocal(InputError):
    """An address that others can reach was asked for without accounts."""

    code = "not-local"
    problem = {
        "en": "{host} can be reached by others, and nobody would need a password.",
        "ja": "{host} は他の人からも接続でき、パスワードなしで使えてしまいます。",
        "zh": "他人可以访问 {host}，且无需密码。",
    }
    way_out = {
        "en": "Set up accounts and start with --team (docs/web.md), or leave --host out.",
        "ja": "アカウントを用意して --team で起動するか（docs/web.md）、--host を外してください。",
        "zh": "请设置账户并用 --team 启动（见 docs/web.md），或去掉 --host。",
    }


class PortTaken(InputError):
    """The port cannot be listened on."""

    code = "port-taken"
    problem = {
        "en": "{host}:{port} cannot be listened on: {why}.",
        "ja": "{host}:{port} で待ち受けできません: {why}。",
        "zh": "无法监听 {host}:{port}：{why}。",
    }
    way_out = {
        "en": "Is screener serve running already? Open it in the browser, or take another --port.",
        "ja": "すでに起動していませんか。ブラウザーで開くか、別の --port を指定してください。",
        "zh": "screener serve 是否已在运行？请在浏览器中打开，或指定其他 --port。",
    }


@dataclass(frozen=True, slots=True)
class Site:
    """Where to serve, and what is kept where."""

    host: str
    port: int
    data: Path | None
    rules: Path | None
    team: bool
    browser: bool


def serve(site: Site, announce: Callable[[str], None]) -> None:
    """Serve until interrupted; `announce` is told the address.

    Raises:
        NotLocal: Others could reach the address, and there are no accounts.
    """
    if site.host not in LOCAL_HOSTS and not site.team:
        raise NotLocal(host=site.host)
    if site.team:
        check_way_in()
    prepare(site.data, site.rules, team=site.team)
    if site.team:
        check_team()
    ended = threading.Event()
    keeper = threading.Thread(target=_keep_worker, args=(ended,), daemon=True)
    keeper.start()
    try:
        _listen(site, announce)
    except KeyboardInterrupt:
        pass
    finally:
        ended.set()
        keeper.join(timeout=10)


def prepare(data: Path | None, rules: Path | None = None, *, team: bool = False) -> None:
    """Set Django up for a data folder, and bring its database up to date.

    Raises:
        NoDriver: The driver of the database is not installed.
        NoDatabase: The database cannot be used.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "screener.web.settings"
    if team:
        os.environ["SCREENER_TEAM"] = "1"
    if data:
        os.environ["SCREENER_DATA"] = str(data.resolve())
    if rules:
        os.environ["SCREENER_RULES"] = str(rules.resolve())
    # The worker, a process of its own, finds it in the environment.
    os.environ.setdefault("SCREENER_SECRET_KEY", kept_secret(data_folder()))
    if os.environ.get("SCREENER_DATABASE_URL", "").startswith("postgres"):
        _check_driver()
    import django  # noqa: PLC0415 - reads the environment that was just set

    django.setup()
    _migrate()


def _check_driver() -> None:
    if find_spec("psycopg") is None:
        raise NoDriver


def _migrate() -> None:
    from django.core.management import call_command  # noqa: PLC0415 - after the setup
    from django.db import OperationalError  # noqa: PLC0415 - as above
    from django.db.migrations.exceptions import MigrationSchemaMissing  # noqa: PLC0415 - as above

    try:
        call_command("migrate", interactive=False, verbosity=0)
    except (OperationalError, MigrationSchemaMissing) as error:
        raise NoDatabase(why=str(error).strip().splitlines()[0]) from error


def _keep_worker(ended: threading.Event) -> None:
    """Run the worker as a process of its own, again whenever it dies.

    Screening is work for a processor; in this process it would make the pages wait.
    """
    command = [sys.executable, "-m", "screener.web.worker"]
    while not ended.is_set():
        # The worker ends when this pipe does: it never outlives the server, however that ends.
        worker = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 - our own module
        while worker.poll() is None and not ended.wait(_RESTART_AFTER):
            pass
        if worker.poll() is None:
            worker.terminate()
            with suppress(subprocess.TimeoutExpired):
                worker.wait(timeout=5)
            worker.kill()
        ended.wait(_RESTART_AFTER)


def _listen(site: Site, announce: Callable[[str], None]) -> None:
    from django.conf import settings  # noqa: PLC0415 - after the setup
    from waitress.server import create_server  # noqa: PLC0415 - heavy, and only here

    from screener.web.rules import reader  # noqa: PLC0415 - after the setup
    from screener.web.wsgi import application  # noqa: PLC0415 - after the setup

    listening = _bind(site)
    server = create_server(
        application,
        sockets=[listening],
        ident="",
        trusted_proxy=settings.PROXY or None,
        trusted_proxy_headers=_FROM_PROXY if settings.PROXY else set(),
        clear_untrusted_proxy_headers=True,
        max_request_body_size=2 * settings.MAX_UPLOAD + _PARTS_OF_A_BODY,
        threads=8,
    )
    address = f"http://{site.host}:{listening.getsockname()[1]}/"
    announce(address)
    threading.Thread(target=reader, daemon=True).start()
    if site.browser:
        webbrowser.open(address)
    server.run()


def _bind(site: Site) -> socket.socket:
    """Take the port, or say who should let go of it."""
    family = socket.AF_INET6 if ":" in site.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((site.host, site.port))
    except OSError as error:
        listening.close()
        raise PortTaken(host=site.host, port=site.port, why=error.strerror) from error
    return listening
