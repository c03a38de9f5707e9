"""Prints at import and leaves a thread behind; it is a good service all the same."""

from threading import Event, Thread

from tiny import service as tiny

print("hello", flush=True)
Thread(target=Event().wait).start()
service = tiny
