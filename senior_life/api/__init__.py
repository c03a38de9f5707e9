"""The town over HTTP: the only door for every screen."""
