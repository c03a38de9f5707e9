"""The verbs of the product: begin, book, follow, correct, suspend."""
