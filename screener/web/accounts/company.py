"""Signing in through the company's provider (OpenID Connect): who is let in, as whom.

Loaded only where the settings name a provider. The account of a person is the one whose user name
is the e-mail address that the provider vouches for; without one, it is made, for a reader.
"""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import Provider
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import callback
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from screener.web.accounts.administering import add_member
from screener.web.accounts.models import Role, User
from screener.web.audit.log import note
from screener.web.messages import Problem
from screener.web.wording import say

PROVIDER = "company"
_BY = "(company sign-in)"
_FORBIDDEN = 403
_NO_ANSWER = 502


class CompanySignIn(DefaultSocialAccountAdapter):
    """Lets in whom the settings name, without any page of allauth's own."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: accounts are made below."""
        del request, sociallogin
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find or make the account of somebody whom the provider vouches for.

        Raises:
            ImmediateHttpResponse: The address is not of a domain that is let in, or is not
                verified, or the account is closed.
        """
        address = _address(sociallogin)
        if not address:
            raise ImmediateHttpResponse(_refused(request, "unknown", _FORBIDDEN))
        if not sociallogin.is_existing:
            sociallogin.connect(request, _account(address))
        if not sociallogin.user.is_active:
            raise ImmediateHttpResponse(_refused(request, "closed", _FORBIDDEN))
        note(sociallogin.user, "signed-in", what={"through": PROVIDER})

    def on_authentication_error(
        self, request: HttpRequest, provider: Provider, **told: object
    ) -> None:
        """Say that it did not work, and what can be done.

        Raises:
            ImmediateHttpResponse: Always.
        """
        del provider, told
        raise ImmediateHttpResponse(_refused(request, "failed", _NO_ANSWER))


def _address(sociallogin: SocialLogin) -> str:
    """Return the address that the provider vouches for, if its domain is let in."""
    for one in sociallogin.email_addresses:
        address = one.email.strip().lower()
        vouched = one.verified or settings.OIDC_TRUST_EMAIL
        if vouched and address.rpartition("@")[2] in settings.OIDC_DOMAINS:
            return str(address)
    return ""


def _account(address: str) -> User:
    found = User.objects.filter(username=address).first()
    if found is None:
        add_member(address, settings.OIDC_TEAM, Role.READER, None, by=_BY)
    return found or User.objects.get(username=address)


@require_POST
@login_not_required
def begin(request: HttpRequest) -> HttpResponse:
    """Send somebody to the provider."""
    try:
        provider = get_adapter(request).get_provider(request, PROVIDER)
        answer = provider.redirect(request, process="login", next_url="/")
    except (OSError, OAuth2Error):  # requests' errors are an OSError
        return _refused(request, "failed", _NO_ANSWER)
    return answer if isinstance(answer, HttpResponse) else _refused(request, "failed", _NO_ANSWER)


def _refused(request: HttpRequest, why: str, status: int) -> HttpResponse:
    note("", "sign-in-failed", what={"through": PROVIDER})
    told = Problem(f"company-{why}", say(f"accounts.{why}"), say(f"accounts.{why}_then"))
    return render(request, "accounts/sign_in.html", {"problem": told}, status=status)


urlpatterns: list[URLPattern] = [
    path("sign-in/company/", begin, name="company-sign-in"),
    path("sign-in/<str:provider_id>/callback/", callback, name="openid_connect_callback"),
]
