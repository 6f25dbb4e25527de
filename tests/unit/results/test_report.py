"""The report: self-contained, complete in three languages, harmless whatever a cell holds."""

import re
from html.parser import HTMLParser

import pytest

from screener.model import LANGUAGES, Label, Screening
from screener.pipeline import Screener, line_of
from screener.profile import Profile
from screener.results.explain import Explainer
from screener.results.report import render_line, view_line, write_html
from screener.rulepack.load import Pack, load_pack

FACTS = {"date": "2026-06-30", "ship_from": "CN", "destination": "JP"}
LINES = (
    {
        "description": "SmCo magnet",
        "end_user": "防衛装備庁",
        "supplier": "成都某钐钴厂",
        "quantity": "40",
        "unit_price": "1,250.00",
        "currency": "USD",
    },
    {"description": "ネオジム磁石 N42SH Dy 3%", "quantity": "2", "unit_price": "10"},
    {"description": "铅笔 HB", "end_user": "防衛装備庁", "supplier": "文具厂"},
)
VOID = {"meta", "br", "rect", "path", "input", "link"}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack()


def screened(pack: Pack, *lines: dict[str, str], **profile: object) -> Screening:
    """Screen lines as one file."""
    chosen = Profile.model_validate({"facts": FACTS, **profile})
    screener = Screener(pack, chosen)
    return Screening(
        file="folder/bom.csv",
        format="csv",
        encoding="utf-8",
        tables=(),
        skipped_sheets=(),
        lines=tuple(screener.screen(line_of(line)) for line in lines),
        pack=pack.id,
        facts=chosen.stated_facts(),
        readings=chosen.readings,
        warnings=("clear_is_no_permission",),
    )


def page(pack: Pack, *lines: dict[str, str], language: str = "en", **profile: object) -> str:
    """Return the report on some lines."""
    return "".join(write_html(screened(pack, *lines, **profile), Explainer(pack, language)))


class Outline(HTMLParser):
    """What a browser would make of a page: elements must nest; links, languages, texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.said: dict[str, list[str]] = {}
        self._languages: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids.extend([found["id"] or ""] if "id" in found else [])
        self.links.extend([found["href"] or ""] if tag == "a" else [])
        self.fetched.extend(
            found[name] or "" for name in ("src", "srcset", "data") if name in found
        )
        self.fetched.extend([tag] if tag in {"script", "link", "iframe", "img"} else [])
        if tag not in VOID:
            self.open.append(tag)
            self._languages.append(found.get("lang") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag
            self._languages.pop()

    def handle_data(self, data: str) -> None:
        language = next((one for one in reversed(self._languages) if one), "")
        self.said.setdefault(language, []).append(data)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_nests_and_fetches_nothing(pack: Pack, language: str) -> None:
    """One file, no scripts, and every link within the page leads somewhere."""
    text = page(pack, *LINES, language=language)
    outline = Outline(text)
    assert outline.open == []
    assert outline.fetched == []
    assert "@import" not in text
    assert "url(" not in text
    inner = {link[1:] for link in outline.links if link.startswith("#")}
    assert inner <= set(outline.ids)
    assert len(outline.ids) == len(set(outline.ids))
    assert all(link.startswith(("#", "http")) for link in outline.links)


@pytest.mark.parametrize(("language", "marked"), [("en", "en"), ("ja", "ja"), ("zh", "zh-Hans")])
def test_the_page_is_marked_with_its_language(pack: Pack, language: str, marked: str) -> None:
    """A browser chooses the forms of characters by it; our own words hold no other language."""
    outline = Outline(page(pack, *LINES, language=language))
    own = "".join(outline.said[marked])
    assert Explainer(pack, language).label(Label.LIKELY_AFFECTED) in own


def test_fragments_carry_their_own_language(pack: Pack) -> None:
    """Law and cells are quoted in Chinese and Japanese, and marked so."""
    outline = Outline(page(pack, *LINES))
    assert "禁止所有两用物项对日本军事用户" in "".join(outline.said["zh-Hans"])
    assert "成都某钐钴厂" in outline.said["zh-Hans"]
    assert "ネオジム磁石 N42SH Dy 3%" in outline.said["ja"]
    english = "".join(outline.said["en"])
    assert not re.search(r"[\u3041-\u30ff]", english)


def test_a_label_is_a_sign_and_a_word_and_a_border(pack: Pack) -> None:
    """Colour is never the only sign."""
    text = page(pack, *LINES)
    assert '<span class="label likely_affected">▲ likely affected</span>' in text
    assert '<span class="label unclear">◆ unclear</span>' in text
    for border in ("2px solid", "2px dashed", "2px dotted"):
        assert border in text
    assert "green" not in text


def test_cells_are_text_and_nothing_else(pack: Pack) -> None:
    """No cell becomes mark-up, in the part, the supplier or the end use."""
    evil = "<script>alert(1)</script>"
    line = {
        "description": f"SmCo magnet {evil}",
        "supplier": f'"><img src=x>{evil}',
        "end_use": evil,
    }
    outline = Outline(page(pack, line))
    assert outline.fetched == []
    assert "<script>" in "".join(part for said in outline.said.values() for part in said)


def test_money_is_added_up_only_where_price_quantity_and_currency_are_known(pack: Pack) -> None:
    """The second line has a price without a currency: it counts as a line, not as money."""
    text = page(pack, *LINES)
    assert "Value of lines that are not clear: USD 50,000" in text
    assert "Bars show value in USD" in text
    assert "Bars show lines." in page(pack, LINES[1], LINES[2])


def test_an_unclear_line_says_what_each_answer_gives_and_who_holds_a_reading(pack: Pack) -> None:
    """What a buyer needs for the next e-mail, and a lawyer for the file."""
    text = page(pack, {"description": "SmCo magnet", "end_user": "三菱電機株式会社"})
    assert "What each answer would change" in text
    assert "AMB-AFFILIATES" in text
    assert "The named entity only" in text
    reading = pack.ambiguities["AMB-MILITARY-USER"]
    held = [holder for one in reading.readings for holder in one.held_by]
    assert held
    assert all(holder.replace("&", "&amp;").replace("'", "&#39;") in text for holder in held)


def test_a_clear_line_says_why(pack: Pack) -> None:
    """What was looked for, and which condition failed."""
    text = page(pack, LINES[2])
    assert "entries searched" in text
    assert "铅笔 HB" in text


def test_a_settled_reading_is_never_silent(pack: Pack) -> None:
    """Neither at the line nor in the list of what the labels rest on."""
    line = {"description": "SmCo magnet", "end_user": "三菱電機株式会社"}
    text = page(pack, line, readings={"AMB-AFFILIATES": "narrow"})
    assert "AMB-AFFILIATES=narrow" in text
    assert "Your company settled AMB-AFFILIATES" in text


def test_lines_with_one_explanation_share_it(pack: Pack) -> None:
    """A long list stays usable: the second of two equal lines costs a tenth of the first."""
    line = {"description": "SmCo magnet"}
    one = len(page(pack, line))
    many = len(page(pack, *[line] * 101))
    none = len(page(pack, LINES[2]))
    assert (many - one) / 100 < (one - none) / 10


def test_the_view_of_a_line_stands_alone(pack: Pack) -> None:
    """Another page can show the explanation of one line by itself."""
    explainer = Explainer(pack, "ja")
    (line,) = screened(pack, LINES[0]).lines
    view = view_line(line, explainer)
    assert view.label.word == "影響の可能性大"
    assert {found.truth.value for found in view.conditions} >= {"true"}
    assert any(clause.original for rule in view.rules for clause in rule.clauses)
    outline = Outline(str(render_line(view, explainer)))
    assert outline.open == []
    assert "防衛装備庁" in "".join(part for said in outline.said.values() for part in said)


def test_the_fewest_answers_for_the_file_stand_before_the_questions(pack: Pack) -> None:
    said = page(pack, {"description": "SmCo magnet"}, {"description": "SmCo magnet ring"})
    assert said.index("of 2 unclear lines: ") < said.index('<ol class="steps">')
    assert "unclear lines: " not in page(pack, {"description": "pencil"})
