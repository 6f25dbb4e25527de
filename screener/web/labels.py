"""The shape of each label: shape, word and border tell labels apart, never colour alone."""

from screener.model import Label

ICONS = {Label.LIKELY_AFFECTED: "▲", Label.UNCLEAR: "◆", Label.CLEAR: "●"}
