"""The addresses of the API. It asks for a token itself, never for a page to sign in on."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt

from screener.web.api.endpoints import api
from screener.web.api.errors import NotThere, answer, in_json


@csrf_exempt
@login_not_required
def _nothing(request: HttpRequest) -> HttpResponse:
    del request
    return answer(NotThere())


def _opened(pattern: URLPattern) -> URLPattern:
    view = csrf_exempt(login_not_required(in_json(pattern.callback)))
    return path(str(pattern.pattern), view, name=pattern.name)


app_name = "api"
urlpatterns = [
    *(
        _opened(one)
        for one in api.urls[0]
        if isinstance(one, URLPattern) and one.name != "api-root"
    ),
    path("", _nothing, name="api-root"),  # the document finds the prefix of its paths by it
    re_path("", _nothing),
]
