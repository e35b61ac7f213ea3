"""The address of the home plan, below /my/plan/."""

from django.urls import path

from triggercare.plan import views

app_name = "plan"
urlpatterns = [path("", views.sheet, name="sheet")]
