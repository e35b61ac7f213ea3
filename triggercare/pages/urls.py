"""Home, guidance and the pages that every site needs."""

from django.urls import path

from triggercare.pages import views

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("menu/", views.menu, name="menu"),
    path("danger-signs/", views.danger_signs, name="danger_signs"),
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("guide/<slug:slug>/", views.guide, name="guide"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
]
