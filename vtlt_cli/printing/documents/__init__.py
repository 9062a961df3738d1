"""Tables as documents to be handed in: Word, PDF, Excel, one web page. Each draws any layout."""


class TooLarge(Exception):
    """More than such a document can hold, told in English and in Vietnamese."""

    def __init__(self, en: str, vi: str) -> None:
        super().__init__(en)
        self.words = (en, vi)
