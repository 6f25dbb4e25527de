"""Making and changing accounts: what the commands and the pages of an administrator do."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from screener.web.accounts.models import Membership, Role, Team, User
from screener.web.accounts.refusals import (
    BadName,
    NoSuchUser,
    NotTheSame,
    OwnAccount,
    WeakPassword,
    WrongPassword,
)
from screener.web.audit.log import note

COMMAND = "(command line)"
_LONGEST_NAME = 150


@transaction.atomic
def add_member(
    name: str, team: str, role: Role, password: str | None, *, by: User | str = COMMAND
) -> None:
    """Give somebody a role in a team; makes account and team where there are none.

    Args:
        name: The user name.
        team: The team's name.
        role: What the member may do there.
        password: A new password; ``None`` leaves the one there is.
        by: Who does it.

    Raises:
        BadName: It cannot be a user name.
        WeakPassword: The password is too easy to guess.
    """
    user, made = User.objects.get_or_create(username=_user_name(name))
    if password is not None:
        _set_password(user, password)
    elif made:
        user.set_unusable_password()
    user.is_active = True
    user.save()
    where, _ = Team.objects.get_or_create(name=team)
    give_role(user, where, role, by=by)


@transaction.atomic
def give_role(user: User, team: Team, role: Role, *, by: User | str) -> None:
    """Give somebody who has an account a role in a team, in place of the one there was.

    Raises:
        OwnAccount: It is one's own.
    """
    _not_oneself(user, by)
    Membership.objects.update_or_create(user=user, team=team, defaults={"role": role})
    note(by, "member-added", team=team, subject=user.username, what={"role": role.value})


@transaction.atomic
def remove_member(user: User, team: Team, *, by: User | str) -> None:
    """Take somebody out of a team; what was done there stays under the name.

    Raises:
        OwnAccount: It is one's own.
    """
    _not_oneself(user, by)
    Membership.objects.filter(user=user, team=team).delete()
    note(by, "member-removed", team=team, subject=user.username)


@transaction.atomic
def deactivate(name: str, *, by: User | str = COMMAND) -> None:
    """Keep somebody from signing in; what the account did stays under its name.

    Raises:
        NoSuchUser: There is no such account.
        OwnAccount: It is one's own.
    """
    user = _named(name)
    _not_oneself(user, by)
    user.is_active = False
    user.save(update_fields=["is_active"])
    note(by, "account-closed", subject=name)


@transaction.atomic
def reactivate(name: str, *, by: User | str) -> None:
    """Let somebody sign in again.

    Raises:
        NoSuchUser: There is no such account.
    """
    user = _named(name)
    user.is_active = True
    user.save(update_fields=["is_active"])
    note(by, "account-opened", subject=name)


@transaction.atomic
def set_password(user: User, password: str, *, by: User | str) -> None:
    """Give an account another password; whoever is signed in with the old one is no longer.

    Raises:
        WeakPassword: It is too easy to guess.
    """
    _set_password(user, password)
    user.save(update_fields=["password"])
    note(by, "password-set", subject=user.username)


def change_own_password(user: User, present: str, new: str, again: str) -> None:
    """Change one's own password.

    Raises:
        WrongPassword: The present one is another.
        NotTheSame: The new one was not written twice the same.
        WeakPassword: The new one is too easy to guess.
    """
    if not user.check_password(present):
        raise WrongPassword
    if new != again:
        raise NotTheSame
    set_password(user, new, by=user)


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise WeakPassword(why=" ".join(error.messages)) from error
    user.set_password(password)


def _user_name(name: str) -> str:
    try:
        User.username_validator(name)
    except ValidationError as error:
        raise BadName(name=name) from error
    if len(name) > _LONGEST_NAME:
        raise BadName(name=name)
    return name


def _named(name: str) -> User:
    user = User.objects.filter(username=name).first()
    if user is None:
        raise NoSuchUser(name=name)
    return user


def _not_oneself(user: User, by: User | str) -> None:
    if not isinstance(by, str) and user.pk == by.pk:
        raise OwnAccount
