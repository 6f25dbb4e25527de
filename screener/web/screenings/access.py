"""Which screening a page is about: one that the user may see, or none at all."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from screener.web.accounts.models import Role
from screener.web.accounts.permissions import require, role_in
from screener.web.accounts.signed_in import signed_in
from screener.web.screenings.models import Screening


def seen(request: HttpRequest, pk: UUID, *, role: Role = Role.READER) -> Screening:
    """Return a screening for somebody who has at least this role in its team.

    Raises:
        Http404: There is none, or it is another team's: strangers do not learn which.
        PermissionDenied: The user may see it but not do this.
    """
    user = signed_in(request)
    found = get_object_or_404(Screening.objects.visible_to(user).select_related("team"), pk=pk)
    require(user, found.team, role)
    return found


def rights(request: HttpRequest, screening: Screening) -> dict[str, bool]:
    """Return what a page offers to its user: what the role allows."""
    role = role_in(signed_in(request), screening.team) or Role.READER
    return {
        "may_screen": role.includes(Role.SCREENER),
        "may_review": role.includes(Role.REVIEWER),
    }
