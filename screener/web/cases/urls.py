"""What is decided and written beside lines."""

from django.urls import path

from screener.web.cases import views

urlpatterns = [
    path("mine/", views.mine, name="mine"),
    path("screenings/<uuid:pk>/assign/", views.assigned_shown, name="assign-shown"),
    path("screenings/<uuid:pk>/lines/<int:line>/assign/", views.assigned, name="assign"),
    path("screenings/<uuid:pk>/lines/<int:line>/decide/", views.decided, name="decide"),
    path("screenings/<uuid:pk>/lines/<int:line>/comment/", views.commented, name="comment"),
    path("screenings/<uuid:pk>/decisions/<int:decision>/approve/", views.approved, name="approve"),
    path(
        "screenings/<uuid:pk>/decisions/<int:decision>/withdraw/",
        views.withdrawn,
        name="withdraw-decision",
    ),
]
