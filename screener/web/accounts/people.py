"""The page of administrators: who is in their teams, and what each may do."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from screener.errors import InputError
from screener.web.accounts.administering import (
    add_member,
    deactivate,
    give_role,
    reactivate,
    remove_member,
    set_password,
)
from screener.web.accounts.models import Membership, Role, Team, User
from screener.web.accounts.permissions import administered, manages
from screener.web.accounts.refusals import NameTaken
from screener.web.accounts.signed_in import signed_in, team_only
from screener.web.messages import Problem, problem

_UNUSABLE = 422
_LONGEST = 100


@require_safe
@team_only
def show(request: HttpRequest) -> HttpResponse:
    """Show the teams that the user administers, with their members."""
    return _page(request)


@require_POST
@team_only
def add(request: HttpRequest) -> HttpResponse:
    """Take somebody into a team; a name that is new gets an account."""
    by = signed_in(request)
    team = get_object_or_404(administered(by), pk=request.POST.get("team") or 0)
    name = request.POST.get("name", "").strip()
    who = User.objects.filter(username=name).first() or name
    password = request.POST.get("password", "")
    return _done(request, lambda: _add(who, team, _role(request), password, by))


@require_POST
@team_only
def found(request: HttpRequest) -> HttpResponse:
    """Found a team; whoever founds it administers it."""
    by = signed_in(request)
    name = request.POST.get("name", "").strip()[:_LONGEST]
    if name and administered(by).exists() and not Team.objects.filter(name=name).exists():
        team = Team.objects.create(name=name)
        Membership.objects.create(user=by, team=team, role=Role.ADMINISTRATOR)
    return redirect("people")


def _add(who: User | str, team: Team, role: Role, password: str, by: User) -> None:
    """Take a new or a known person in; nobody resets the password of another team's member.

    Raises:
        NameTaken: The account is another team's, and a password was given.
    """
    if isinstance(who, str):
        add_member(who, team.name, role, password or None, by=by)
    elif password:
        raise NameTaken(name=who.username)
    else:
        give_role(who, team, role, by=by)


@require_POST
@team_only
def change(request: HttpRequest, team: int, member: int) -> HttpResponse:
    """Change a member: the role, the password, whether the account is open; or remove it."""
    by = signed_in(request)
    where = get_object_or_404(administered(by), pk=team)
    who = get_object_or_404(where.members, pk=member)
    acts: dict[str, Callable[[], None]] = {
        "role": lambda: give_role(who, where, _role(request), by=by),
        "remove": lambda: remove_member(who, where, by=by),
    }
    if manages(by, who):
        acts |= {
            "close": lambda: deactivate(who.username, by=by),
            "open": lambda: reactivate(who.username, by=by),
            "password": lambda: set_password(who, request.POST.get("password", ""), by=by),
        }
    act = acts.get(request.POST.get("do", ""))
    return _done(request, act) if act else _page(request)


def _role(request: HttpRequest) -> Role:
    """Return the role that was chosen; without one the least."""
    said = request.POST.get("role", "")
    return Role(said) if said in Role.values else Role.READER


def _done(request: HttpRequest, act: Callable[[], None]) -> HttpResponse:
    try:
        with transaction.atomic():
            act()
    except InputError as error:
        return _page(request, problem(error))
    return redirect("people")


def _page(request: HttpRequest, told: Problem | None = None) -> HttpResponse:
    user = signed_in(request)
    by_name = Membership.objects.select_related("user").order_by("user__username")
    teams = administered(user).prefetch_related(Prefetch("memberships", by_name))
    if not teams:
        return render(request, "403.html", status=403)
    shown = [
        (
            team,
            [
                (one, one.user, one.user.pk != user.pk, manages(user, one.user))
                for one in team.memberships.all()
            ],
        )
        for team in teams
    ]
    context = {"teams": shown, "roles": Role.values, "problem": told}
    return render(request, "accounts/people.html", context, status=_UNUSABLE if told else 200)
