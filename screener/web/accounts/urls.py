"""Signing in and out, one's own account, and the people of a team."""

from django.conf import settings
from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, URLResolver, include, path

from screener.web.accounts import own, people
from screener.web.accounts.sign_in import SignIn

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("account/", own.show, name="account"),
    path("account/password/", own.password, name="own-password"),
    path("account/tokens/", own.new_token, name="new-token"),
    path("account/tokens/<int:token>/revoke/", own.revoke, name="revoke-token"),
    path("people/", people.show, name="people"),
    path("people/add/", people.add, name="add-person"),
    path("people/teams/", people.found, name="found-team"),
    path("people/<int:team>/<int:member>/", people.change, name="change-person"),
]
if settings.OIDC_ISSUER:
    urlpatterns += [path("", include("screener.web.accounts.company"))]
