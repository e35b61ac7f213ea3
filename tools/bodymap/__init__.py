"""Draws the body map from a CC0 body mesh: `make bodymap`. A developer's tool; the site reads only what it wrote."""
