"""What other programs can do wrong, and how the API says so: code, message, hint."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse

from screener.errors import InputError
from screener.web.messages import problem
from screener.web.outages import CannotBeKept, DatabaseAway, NoSpace
from screener.web.screenings.uploads import UploadTooLarge


class NoToken(InputError):
    """Who is calling is not known."""

    code = "no-token"
    problem = {
        "en": "The request has no valid token.",
        "ja": "有効なトークンがありません。",
        "zh": "请求没有有效的令牌。",
    }
    way_out = {
        "en": "Send the header 'Authorization: Bearer TOKEN'. An administrator makes tokens: "
        "screener token add NAME",
        "ja": "ヘッダー「Authorization: Bearer トークン」を付けてください。"
        "トークンは管理者が作ります: screener token add 名前",
        "zh": "请发送标头“Authorization: Bearer 令牌”。令牌由管理员创建：screener token add 名称",
    }


class NotAllowed(InputError):
    """The caller is known and may not do this."""

    code = "not-allowed"
    problem = {
        "en": "This token, or its user, may not do that.",
        "ja": "このトークンまたは利用者には、その操作の権限がありません。",
        "zh": "该令牌或其用户无权执行此操作。",
    }
    way_out = {
        "en": "A token with the scope, of a user with the role, is needed (docs/api.md).",
        "ja": "必要なスコープと役割を持つトークンを使ってください（docs/api.md）。",
        "zh": "需要具有相应范围和角色的令牌（docs/api.md）。",
    }


class OtherSite(InputError):
    """A page of another site makes the browser ask."""

    code = "other-site"
    problem = {
        "en": "The request comes from a page of another site.",
        "ja": "別のサイトのページからの要求です。",
        "zh": "请求来自其他网站的页面。",
    }
    way_out = {
        "en": "Call the API from a program, not from a page of another site.",
        "ja": "別サイトのページからではなく、プログラムから呼び出してください。",
        "zh": "请从程序调用，而不是从其他网站的页面调用。",
    }


class NotThere(InputError):
    """There is no such thing, or it is another team's."""

    code = "not-there"
    problem = {
        "en": "There is nothing at this address.",
        "ja": "このアドレスには何もありません。",
        "zh": "该地址没有内容。",
    }
    way_out = {
        "en": "Check the address and the id; /api/openapi.json lists the addresses.",
        "ja": "アドレスと ID を確認してください。一覧は /api/openapi.json にあります。",
        "zh": "请检查地址和 ID；地址列表见 /api/openapi.json。",
    }


class WrongMethod(InputError):
    """The address is there, and does not take this method."""

    code = "wrong-method"
    problem = {
        "en": "This address does not take {method}.",
        "ja": "このアドレスでは {method} は使えません。",
        "zh": "该地址不支持 {method}。",
    }
    way_out = {
        "en": "Use one of: {allowed}",
        "ja": "次を使ってください: {allowed}",
        "zh": "请使用：{allowed}",
    }


class NotDone(InputError):
    """The result was asked for before it is there."""

    code = "not-done"
    problem = {
        "en": "There is no result: the screening is {state}.",
        "ja": "結果はありません。判定の状態: {state}。",
        "zh": "尚无结果，筛查状态：{state}。",
    }
    way_out = {
        "en": "Ask /api/screenings/ID until its state is done; where it is failed, it says why.",
        "ja": "state が done になるまで /api/screenings/ID を確認してください。"
        "failed なら理由が示されます。",
        "zh": "请查询 /api/screenings/ID 直到 state 为 done；若为 failed，会说明原因。",
    }


class NoSuchFormat(InputError):
    """The format cannot be written by this installation."""

    code = "no-such-format"
    problem = {
        "en": "Results are not written as {form} here.",
        "ja": "ここでは結果を {form} で出力できません。",
        "zh": "此处无法以 {form} 输出结果。",
    }
    way_out = {
        "en": "Use one of: {known}",
        "ja": "次を使ってください: {known}",
        "zh": "请使用：{known}",
    }


class BadRequest(InputError):
    """A part of the request is missing or has the wrong form."""

    code = "bad-request"
    problem = {
        "en": "The request cannot be used: {what}.",
        "ja": "要求を処理できません: {what}。",
        "zh": "无法处理请求：{what}。",
    }
    way_out = {
        "en": "What belongs there stands in /api/openapi.json",
        "ja": "必要な内容は /api/openapi.json にあります。",
        "zh": "所需内容见 /api/openapi.json",
    }


class TooOften(InputError):
    """More requests in a minute than are answered."""

    code = "too-often"
    problem = {
        "en": "More than {limit} requests a minute.",
        "ja": "1分間に {limit} 回を超える要求がありました。",
        "zh": "每分钟请求超过 {limit} 次。",
    }
    way_out = {
        "en": "Wait a minute (see Retry-After), and ask less often.",
        "ja": "1分待ち（Retry-After を参照）、間隔を空けてください。",
        "zh": "请等待一分钟（见 Retry-After），并降低频率。",
    }


class OurFault(InputError):
    """The program failed."""

    code = "our-fault"
    problem = {
        "en": "The request failed; this is a fault of ours.",
        "ja": "処理に失敗しました。プログラムの不具合です。",
        "zh": "处理失败，这是程序的错误。",
    }
    way_out = {
        "en": "Try again, and report it with the time of the request.",
        "ja": "もう一度試し、要求の時刻を添えて報告してください。",
        "zh": "请重试，并附上请求时间进行报告。",
    }


#: What is not here is 422.
STATUS: dict[type[InputError], HTTPStatus] = {
    NoToken: HTTPStatus.UNAUTHORIZED,
    NotAllowed: HTTPStatus.FORBIDDEN,
    OtherSite: HTTPStatus.FORBIDDEN,
    NotThere: HTTPStatus.NOT_FOUND,
    WrongMethod: HTTPStatus.METHOD_NOT_ALLOWED,
    NotDone: HTTPStatus.CONFLICT,
    BadRequest: HTTPStatus.BAD_REQUEST,
    UploadTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    TooOften: HTTPStatus.TOO_MANY_REQUESTS,
    OurFault: HTTPStatus.INTERNAL_SERVER_ERROR,
    CannotBeKept: HTTPStatus.UNPROCESSABLE_ENTITY,
    DatabaseAway: HTTPStatus.SERVICE_UNAVAILABLE,
    NoSpace: HTTPStatus.INSUFFICIENT_STORAGE,
}


def answer(error: InputError) -> HttpResponse:
    """Return an error as the API says it, in the language of the request."""
    told = problem(error)
    content = {"code": told.code, "message": told.what, "hint": told.way_out}
    status = STATUS.get(type(error), HTTPStatus.UNPROCESSABLE_ENTITY)
    response = JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def in_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Have a view say in JSON, too, that it does not take a method."""

    def answering(request: HttpRequest, **places: object) -> HttpResponse:
        response = view(request, **places)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return response
        allowed = response.headers["Allow"]
        told = answer(WrongMethod(method=request.method, allowed=allowed))
        told.headers["Allow"] = allowed
        return told

    return answering
