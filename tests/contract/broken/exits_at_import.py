"""Believes itself to be a program."""

import sys

print('[{"msgid": "all is well", "values": {}}]')
sys.exit(0)
