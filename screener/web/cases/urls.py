"""What is decided and written beside lines."""

from django.urls import path

from screener.web.cases import views

urlpatterns = [
    path("screenings/<uuid:pk>/lines/<int:line>/decide/", views.decided, name="decide"),
    path("screenings/<uuid:pk>/lines/<int:line>/comment/", views.commented, name="comment"),
    path("screenings/<uuid:pk>/decisions/<int:decision>/approve/", views.approved, name="approve"),
    path(
        "screenings/<uuid:pk>/decisions/<int:decision>/withdraw/",
        views.withdrawn,
        name="withdraw-decision",
    ),
]
