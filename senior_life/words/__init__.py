"""Sentences, dates, money and names as a reader of one language sees and hears them."""

from senior_life.words.catalogues import add_catalogue
from senior_life.words.readings import kana, spoken, unread
from senior_life.words.rendering import plain, render
from senior_life.words.ruby import Words

__all__ = ["Words", "add_catalogue", "kana", "plain", "render", "spoken", "unread"]
