"""Draws the posed figure for the routines: how to stand, sit or lie, and where to press. Developers only (README.md)."""
