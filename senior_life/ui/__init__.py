"""Screens for residents and desks, drawn from what the client tells."""
