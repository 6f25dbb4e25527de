"""The pages of the flow: file, columns and facts, result."""

from django.urls import path

from screener.web.screenings.views import (
    answers,
    columns,
    download,
    exposure,
    file,
    line,
    progress,
    result,
)

urlpatterns = [
    path("", file.show, name="file"),
    path("samples/<str:name>/", file.sample, name="sample"),
    path("screenings/", file.history, name="history"),
    path("exposure/", exposure.show, name="exposure"),
    path("screenings/<uuid:pk>/", result.show, name="result"),
    path("screenings/<uuid:pk>/columns/", columns.show, name="columns"),
    path("screenings/<uuid:pk>/progress/", progress.show, name="progress"),
    path("screenings/<uuid:pk>/delete/", file.delete, name="delete"),
    path("screenings/<uuid:pk>/lines/<int:line>/", line.show, name="line"),
    path("screenings/<uuid:pk>/lines/<int:line>/answer/", answers.give, name="answer"),
    path("screenings/<uuid:pk>/lines/<int:line>/withdraw/", answers.withdraw, name="withdraw"),
    path("screenings/<uuid:pk>/questionnaires/", answers.questionnaires, name="questionnaires"),
    path("screenings/<uuid:pk>/replies/", answers.replies, name="replies"),
    path(
        "screenings/<uuid:pk>/download/<str:form>/<str:language>/",
        download.show,
        name="download",
    ),
]
