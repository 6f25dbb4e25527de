"""The single user of a single machine: known to everybody who sits at it, without a password."""

from screener.web.accounts.models import Membership, Role, Team, User

LOCAL = "local"


def local_user() -> User:
    """Return the local user, who does everything in the local team; makes both once."""
    user, made = User.objects.get_or_create(username=LOCAL)
    if made:
        user.set_unusable_password()
        user.save()
    team, _ = Team.objects.get_or_create(name=LOCAL)
    Membership.objects.get_or_create(user=user, team=team, defaults={"role": Role.ADMINISTRATOR})
    return user
