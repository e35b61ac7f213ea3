"""Addresses of the library: public, general reading."""

from django.urls import path

from triggercare.library import views

app_name = "library"
urlpatterns = [
    path("muscles/", views.index, name="index"),
    path("muscles/pictures/<slug:version>/<slug:slug>.webp", views.picture, name="picture"),
    path("muscles/<slug:slug>/", views.muscle, name="muscle"),
    path("body-map/", views.body_map, name="body_map"),
    path("body-map/<slug:slug>/", views.region, name="region"),
    path("body-map/<slug:name>.svg", views.body_view_svg, name="view"),
    path("pain-in/<slug:slug>/", views.zone, name="zone"),
]
