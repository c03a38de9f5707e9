"""What a tap does: each act asks the town, and gives what is shown next."""
