"""Settings: `dev` needs no configuration, `test` is for pytest, `production` names what it misses."""
