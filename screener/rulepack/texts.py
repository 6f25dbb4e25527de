"""Texts for people, in every language of the product."""

from screener.rulepack.reading import RuleModel


class Text(RuleModel):
    """One text in English, Japanese and Chinese (simplified)."""

    en: str
    ja: str
    zh: str

    def get(self, language: str) -> str:
        """Return the text in `language`, one of ``en``, ``ja``, ``zh``."""
        return {"en": self.en, "ja": self.ja, "zh": self.zh}[language]
