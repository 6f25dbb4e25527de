"""Who may do what: every view that touches a team's things asks here."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from screener.web.accounts.models import Membership, Role, Team, User


def role_in(user: User, team: Team) -> Role | None:
    """Return the role of a user in a team, or ``None`` for a stranger."""
    found = Membership.objects.filter(user=user, team=team).values_list("role", flat=True).first()
    return Role(found) if found else None


def require(user: User, team: Team, role: Role) -> None:
    """Refuse whoever has not at least this role in the team.

    Raises:
        PermissionDenied: The user may not.
    """
    own = role_in(user, team)
    if own is None or not own.includes(role):
        raise PermissionDenied


def own_team(user: User) -> Team | None:
    """Return the team in which a user works: the first in which the user may screen."""
    may_screen = [role for role in Role if role.includes(Role.SCREENER)]
    membership = (
        Membership.objects.filter(user=user, role__in=may_screen)
        .select_related("team")
        .order_by("pk")
        .first()
    )
    return membership.team if membership else None


def administered(user: User) -> QuerySet[Team]:
    """Return the teams that a user administers."""
    mine = Membership.objects.filter(user=user, role=Role.ADMINISTRATOR)
    return Team.objects.filter(pk__in=mine.values("team")).order_by("name")


def manages(administrator: User, user: User) -> bool:
    """Tell whether an administrator may close an account or set its password.

    Only where the user is in no team beside those that the administrator has.
    """
    teams = set(user.memberships.values_list("team", flat=True))
    return bool(teams) and teams <= set(administered(administrator).values_list("pk", flat=True))
