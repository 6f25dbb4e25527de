"""Every page and its address."""

from django.urls import include, path

from screener.web.health import favicon, healthz

handler500 = "screener.web.failing.failed"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("favicon.ico", favicon, name="favicon"),
    path("", include("screener.web.screenings.urls")),
    path("", include("screener.web.accounts.urls")),
    path("", include("screener.web.cases.urls")),
    path("api/", include("screener.web.api.urls")),
    path("lookup/", include("screener.web.lookup.urls")),
]
