"""What cannot be done."""

Words = tuple[str, str]


class Refusal(Exception):
    """What was asked for cannot be done: wrong usage, or the system refuses. Exit code 2."""

    def __init__(self, en: str, vi: str) -> None:
        super().__init__(en)
        self.words: Words = (en, vi)
