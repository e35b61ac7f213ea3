#!/usr/bin/env python
"""Commands of the site. Works from a fresh clone: without a setting it uses the development ones."""

import os
import sys


def main() -> None:
    """Run the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "triggercare.settings.dev")
    from django.core.management import execute_from_command_line

    from triggercare.domain.anatomy import MissingContent

    try:
        execute_from_command_line(sys.argv)
    except MissingContent as error:
        sys.exit(f"{error}\nNothing was written.")


if __name__ == "__main__":
    main()
