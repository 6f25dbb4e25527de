"""The page of one's own account: the password, and tokens for other programs."""

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from screener.errors import InputError
from screener.web.accounts.administering import change_own_password
from screener.web.accounts.attempts import failed, too_many
from screener.web.accounts.refusals import WrongPassword
from screener.web.accounts.sign_in import too_often
from screener.web.accounts.signed_in import signed_in, team_only
from screener.web.api.tokens import Scope, make_token, revoke_token
from screener.web.messages import Problem, problem

_UNUSABLE = 422
_TOO_MANY = 429
_NOT_THERE = 404
_DAYS = (30, 90, 365)
_LONGEST_NAME = 100


@require_safe
@team_only
def show(request: HttpRequest) -> HttpResponse:
    """Show who one is here, and one's tokens."""
    return _page(request)


@require_POST
@team_only
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; only this browser stays signed in."""
    user = signed_in(request)
    if too_many(request, user.username):
        return _page(request, told=too_often(), status=_TOO_MANY)
    said = [request.POST.get(name, "") for name in ("present", "new", "again")]
    try:
        change_own_password(user, *said)
    except InputError as error:
        if isinstance(error, WrongPassword):
            failed(request, user.username)
        return _page(request, told=problem(error), status=_UNUSABLE)
    update_session_auth_hash(request, user)
    return _page(request, changed=True)


@require_POST
@team_only
def new_token(request: HttpRequest) -> HttpResponse:
    """Make a token and show it, this once."""
    user = signed_in(request)
    scopes = {Scope(one) for one in request.POST.getlist("scope") if one in Scope.values}
    days = next((one for one in _DAYS if str(one) == request.POST.get("days")), _DAYS[0])
    if not scopes:
        return redirect("account")
    name = request.POST.get("name", "").strip()[:_LONGEST_NAME]
    secret = make_token(user.username, name, scopes, days, by=user)
    return _page(request, secret=secret)


@require_POST
@team_only
def revoke(request: HttpRequest, token: int) -> HttpResponse:
    """Let one of one's own tokens count no longer."""
    try:
        revoke_token(token, by=signed_in(request))
    except InputError as error:
        return _page(request, told=problem(error), status=_NOT_THERE)
    return redirect("account")


def _page(
    request: HttpRequest,
    *,
    told: Problem | None = None,
    secret: str = "",
    changed: bool = False,
    status: int = 200,
) -> HttpResponse:
    user = signed_in(request)
    context = {
        "memberships": user.memberships.select_related("team").order_by("team__name"),
        "tokens": user.api_tokens.order_by("-pk"),
        "scopes": Scope.values,
        "days": _DAYS,
        "secret": secret,
        "changed": changed,
        "problem": told,
    }
    return render(request, "accounts/own.html", context, status=status)
