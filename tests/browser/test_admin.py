"""The admin works under the site's strict Content-Security-Policy (any refusal fails the test)."""

from typing import Any


def test_the_admin_works_under_the_strict_policy(page: Any, live_server: Any, django_user_model: Any) -> None:
    django_user_model.objects.create_superuser("editor", password="correct horse battery")
    page.goto(f"{live_server.url}/admin/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", "correct horse battery")
    page.click("text=Log in")
    page.goto(f"{live_server.url}/admin/library/muscle/")
    assert page.locator("#result_list tbody tr").count() > 0
    page.goto(f"{live_server.url}/admin/library/review/add/")
    page.click(".datetimeshortcuts a >> nth=0")
    assert page.input_value("#id_reviewed_on") != ""
