"""Pages that ask the lists about one thing."""

from django.urls import path

from screener.web.lookup import views

urlpatterns = [
    path("", views.show, name="lookup"),
    path("party/", views.party, name="lookup-party"),
]
