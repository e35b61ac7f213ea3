"""All addresses. The plan stands before the questionnaire, whose pages take any other name below /my/."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("triggercare.pages.urls")),
    path("", include("triggercare.library.urls")),
    path("my/plan/", include("triggercare.plan.urls")),
    path("my/", include("triggercare.finder.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "triggercare.pages.views.error_400"
handler403 = "triggercare.pages.views.error_403"
handler404 = "triggercare.pages.views.error_404"
handler500 = "triggercare.pages.views.error_500"
