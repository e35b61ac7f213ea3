"""What the web server runs. Without a setting it is production, which refuses to start half configured."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "triggercare.settings.production")

# Only a trusted proxy may say who the visitor is and that the visit came by HTTPS.
application = wrap_wsgi_with_proxy_headers(get_wsgi_application(), settings.TRUSTED_PROXIES)
