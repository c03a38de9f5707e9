"""The desk view: the same town, drawn for its staff on a PC."""
