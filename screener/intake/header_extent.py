"""Headers of several rows: groups above columns, units below them, a second language."""

from screener.intake.cells import Sheet
from screener.intake.header_rows import NUMBER, is_key_value, score
from screener.intake.vocabulary import Vocabulary


def belongs_above(
    sheet: Sheet, vocabulary: Vocabulary, block: tuple[int, int], header_row: int
) -> bool:
    """Tell whether the row above completes the header: groups of columns, or missing headers."""
    left, right = block
    above = sheet.rows[header_row - 2][left - 1 : right]
    own = sheet.rows[header_row - 1][left - 1 : right]
    found = score(above, vocabulary)
    if found.filled < 2 or found.numeric or is_key_value(above, vocabulary):  # noqa: PLR2004
        return False
    completes = any(
        vocabulary.meaning(upper) and (not lower.strip() or NUMBER.fullmatch(lower.strip()))
        for upper, lower in zip(above, own, strict=True)
        if upper.strip()
    )
    grouped = any(
        area.top == area.bottom == header_row - 1 and left <= area.left < area.right <= right
        for area in sheet.merged
    )
    return completes or grouped


def belongs_below(
    sheet: Sheet, vocabulary: Vocabulary, block: tuple[int, int], header_row: int
) -> bool:
    """Tell whether the header goes on in the next row."""
    left, right = block
    below = sheet.rows[header_row][left - 1 : right]
    found = score(below, vocabulary)
    if not found.filled:
        return False
    areas = [area for area in sheet.merged if area.top == header_row and left <= area.left <= right]
    spread = {
        c for area in areas if area.right > area.left for c in range(area.left, area.right + 1)
    }
    places = {left + index for index, cell in enumerate(below) if cell.strip()}
    if spread and places <= spread:
        return True
    if found.numeric:
        return False
    if any(area.bottom == header_row + 1 and area.left == area.right for area in areas):
        return True
    own = sheet.rows[header_row - 1][left - 1 : right]
    fills_gap = any(
        not upper.strip() and lower.strip() for upper, lower in zip(own, below, strict=True)
    )
    return found.certain or (fills_gap and found.known == found.filled and bool(found.fields))


def header_text(
    sheet: Sheet, vocabulary: Vocabulary, header_rows: tuple[int, ...], column: int
) -> str:
    """Return the header of a column; of several rows the words that mean something."""
    texts: list[str] = []
    for row in header_rows:
        text = sheet.rows[row - 1][column - 1] or _spread_from(sheet, row, column)
        if text.strip() and text not in texts:
            texts.append(text)
    if len(texts) <= 1:
        return texts[0] if texts else ""
    together = " ".join(text.strip() for text in texts)
    whole = vocabulary.meaning(together)
    if whole and whole.reason == "exact":
        return together
    known = [text for text in reversed(texts) if vocabulary.meaning(text)]
    return known[0] if known else together


def _spread_from(sheet: Sheet, row: int, column: int) -> str:
    """Return the text of the merged header cell that covers this one from the left."""
    for area in sheet.merged:
        if area.top <= row <= area.bottom and area.left < column <= area.right:
            return sheet.rows[area.top - 1][area.left - 1]
    return ""
