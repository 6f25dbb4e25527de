"""Making and changing accounts: what the commands of an administrator do."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from screener.errors import InputError
from screener.web.accounts.models import Membership, Role, Team, User
from screener.web.audit.log import note

COMMAND = "(command line)"


class WeakPassword(InputError):
    """A password is too easy to guess."""

    code = "weak-password"
    problem = {
        "en": "The password is too easy to guess: {why}",
        "ja": "パスワードが推測されやすいものです: {why}",
        "zh": "密码过于容易猜测：{why}",
    }
    way_out = {
        "en": "Take at least 12 characters that are no known word.",
        "ja": "12文字以上で、既知の語でないものにしてください。",
        "zh": "请使用至少 12 个字符且非常见词。",
    }


class NoSuchUser(InputError):
    """There is no account of that name."""

    code = "no-such-user"
    problem = {
        "en": "There is no account {name!r}.",
        "ja": "アカウント {name!r} はありません。",
        "zh": "没有账户 {name!r}。",
    }
    way_out = {
        "en": "The accounts: screener team list",
        "ja": "アカウントの一覧: screener team list",
        "zh": "账户列表：screener team list",
    }


@transaction.atomic
def add_member(name: str, team: str, role: Role, password: str | None) -> None:
    """Give somebody a role in a team; makes account and team where there are none.

    Args:
        name: The user name.
        team: The team's name.
        role: What the member may do there.
        password: A new password; ``None`` leaves the one there is.

    Raises:
        WeakPassword: It is too easy to guess.
    """
    user, made = User.objects.get_or_create(username=name)
    if password is not None:
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise WeakPassword(why=" ".join(error.messages)) from error
        user.set_password(password)
    elif made:
        user.set_unusable_password()
    user.is_active = True
    user.save()
    where, _ = Team.objects.get_or_create(name=team)
    Membership.objects.update_or_create(user=user, team=where, defaults={"role": role})
    note(COMMAND, "member-added", team=where, subject=name, what={"role": role.value})


@transaction.atomic
def deactivate(name: str) -> None:
    """Keep somebody from signing in; what the account did stays under its name.

    Raises:
        NoSuchUser: There is no such account.
    """
    user = User.objects.filter(username=name).first()
    if user is None:
        raise NoSuchUser(name=name)
    user.is_active = False
    user.save(update_fields=["is_active"])
    note(COMMAND, "account-closed", subject=name)
