"""Smart Senior Life: a town's errands for its older residents."""
