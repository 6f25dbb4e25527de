"""The page on which people sign in."""

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from screener.web.accounts.attempts import failed, too_many
from screener.web.audit.log import note
from screener.web.messages import Problem
from screener.web.wording import say

_UNUSABLE = 422
_TOO_MANY = 429


class SignIn(LoginView):
    """Signing in by name and password; whoever fails too often has to wait."""

    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def post(self, *args: object, **kwargs: object) -> HttpResponse:
        """Check name and password, unless there were too many attempts, or passwords are off."""
        if not settings.PASSWORDS:
            raise PermissionDenied
        if too_many(self.request, self._name()):
            form = AuthenticationForm(self.request)
            context = self.get_context_data(form=form, problem=too_often())
            return self.render_to_response(context, status=_TOO_MANY)
        return super().post(self.request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Sign in, and note it."""
        note(form.get_user().get_username(), "signed-in")
        return super().form_valid(form)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Say that name and password do not fit, never which of them is wrong."""
        failed(self.request, self._name())
        note("", "sign-in-failed")
        told = Problem("wrong-password", say("accounts.wrong"), say("accounts.wrong_then"))
        context = self.get_context_data(form=form, problem=told)
        return self.render_to_response(context, status=_UNUSABLE)

    def _name(self) -> str:
        return str(self.request.POST.get("username", ""))


def too_often() -> Problem:
    """Return what is said to whoever has to wait."""
    return Problem("too-often", say("accounts.too_often"), say("accounts.too_often_then"))
