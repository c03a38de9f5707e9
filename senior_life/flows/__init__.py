"""The pure rules of an errand: which question is next, and how a booking may move."""
