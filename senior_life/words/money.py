"""Money as it is written at a counter: integer yen, and a word of its own for nothing."""


def show_yen(amount_yen: int, language: str) -> str:
    if amount_yen == 0:
        return "無料" if language == "ja" else "free of charge"
    return f"{amount_yen:,}円" if language == "ja" else f"{amount_yen:,} yen"
