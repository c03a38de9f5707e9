"""What a person takes along: a slip, a calendar entry, a list on paper or as CSV."""
