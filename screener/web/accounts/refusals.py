"""What is refused where accounts are made and changed."""

from screener.errors import InputError


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


class BadName(InputError):
    """A user name holds what names do not hold."""

    code = "bad-user-name"
    problem = {
        "en": "{name!r} cannot be a user name.",
        "ja": "{name!r} はユーザー名にできません。",
        "zh": "{name!r} 不能用作用户名。",
    }
    way_out = {
        "en": "Take letters, digits and @ . + - _ only, up to 150.",
        "ja": "文字・数字と @ . + - _ だけで、150文字までにしてください。",
        "zh": "请只使用字母、数字和 @ . + - _，最多 150 个字符。",
    }


class NameTaken(InputError):
    """Somebody of another team has that name already."""

    code = "name-taken"
    problem = {
        "en": "{name!r} has an account already, with a password of its own.",
        "ja": "{name!r} には既にアカウントとパスワードがあります。",
        "zh": "{name!r} 已有账户和自己的密码。",
    }
    way_out = {
        "en": "Leave the password empty to take this person into the team, or take another name.",
        "ja": "この人をチームに加えるにはパスワードを空欄に、別人なら別の名前にしてください。",
        "zh": "若要将此人加入团队，请将密码留空；若为他人，请换一个名称。",
    }


class OwnAccount(InputError):
    """Somebody would take their own rights away; then nobody might be left who could undo it."""

    code = "own-account"
    problem = {
        "en": "Nobody changes their own role, or closes or removes their own account.",
        "ja": "自分の役割の変更や、自分のアカウントの停止・除外はできません。",
        "zh": "不得更改自己的角色，也不得停用或移除自己的账户。",
    }
    way_out = {
        "en": "Ask another administrator of the team.",
        "ja": "チームの別の管理者に依頼してください。",
        "zh": "请由团队的另一位管理员操作。",
    }


class WrongPassword(InputError):
    """The password that counts until now was not given."""

    code = "wrong-password"
    problem = {
        "en": "The present password is not right.",
        "ja": "現在のパスワードが正しくありません。",
        "zh": "当前密码不正确。",
    }
    way_out = {
        "en": "Write it again; an administrator can set a new one.",
        "ja": "もう一度入力してください。管理者は新しいパスワードを設定できます。",
        "zh": "请重新输入；管理员可以重设密码。",
    }


class NotTheSame(InputError):
    """A new password was not written twice the same."""

    code = "not-the-same"
    problem = {
        "en": "The new password was written in two ways.",
        "ja": "新しいパスワードの2回の入力が一致しません。",
        "zh": "两次输入的新密码不一致。",
    }
    way_out = {
        "en": "Write it twice the same.",
        "ja": "同じものを2回入力してください。",
        "zh": "请输入两次相同的密码。",
    }
