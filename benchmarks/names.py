"""Measures the recognition of names against other matchers, and writes docs/names.md.

Two labelled sets are beside it: pairs of names (the same party, or two that look alike), and names
to screen (listed parties as people write them, and strangers that share a word with one). Needs the
dependencies of the group ``bench``; ``make names`` installs them.
"""

import csv
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, product
from pathlib import Path

from name_matchers import Matcher, forms_of, matchers

from screener.matching.parties import PartyMatcher
from screener.rulepack.entities import Entities, EntityRecord, Names, load_entities
from screener.rulepack.vocabulary import load_vocabulary

ROOT = Path(__file__).parents[1]
RULES = ROOT / "rules"
LABELLED = Path(__file__).parent / "labelled"
REPORT = ROOT / "docs" / "names.md"
NOBODY = "-"
ENTITIES, FORMS, NAMES = 500, 5_000, 10_000


@dataclass
class Tally:
    """How many of the names that should be found were, and how many others gave an alarm."""

    hits: int = 0
    positives: int = 0
    alarms: int = 0
    negatives: int = 0

    def add(self, *, expected: bool, hit: bool, alarm: bool) -> None:
        """Count one name or pair."""
        self.positives += expected
        self.hits += expected and hit
        self.negatives += not expected
        self.alarms += (not expected) and alarm

    @property
    def recall(self) -> float:
        """The share of what should be found that was."""
        return self.hits / self.positives

    @property
    def false_alarms(self) -> float:
        """The share of the others that gave an alarm."""
        return self.alarms / self.negatives

    @property
    def f1(self) -> float:
        """The harmonic mean of recall and precision."""
        wrong = self.alarms + self.positives - self.hits
        return 2 * self.hits / (2 * self.hits + wrong)


def labelled(file: str) -> list[dict[str, str]]:
    """Read a labelled set."""
    with (LABELLED / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def judge_pairs(matcher: Matcher) -> Tally:
    """Ask of every pair whether it is one party."""
    tally = Tally()
    for row in labelled("name_pairs.tsv"):
        same = matcher.is_same(row["one"], row["other"])
        tally.add(expected=row["same"] == "yes", hit=same, alarm=same)
    return tally


def judge_queries(matcher: Matcher) -> Tally:
    """Screen every name. A question about a stranger counts as an alarm, too."""
    tally = Tally()
    for row in labelled("name_queries.tsv"):
        answer = matcher.screen(row["query"], row["country"] or None)
        listed = row["entity"] != NOBODY
        hit = answer.certain and answer.entity == row["entity"]
        tally.add(expected=listed, hit=hit, alarm=answer.entity is not None)
    return tally


def padded(entities: Entities) -> Entities:
    """Add invented companies until there are as many entities and forms as a large list has."""
    missing = FORMS - sum(len(list(forms_of(entity))) for entity in entities)
    number = ENTITIES - len(entities)
    pattern = next(entity for entity in entities if not entity.anywhere)
    invented = islice(product("青赤白黒金銀", "山川海空森林谷原", "電機計精化光"), number)
    places = ("東京", "大阪", "名古屋", "北海道", "九州", "長崎", "仙台", "岡山", "千葉", "静岡")
    added = {}
    for place, parts in enumerate(invented):
        name = "".join(parts)
        share = missing * (place + 1) // number - missing * place // number
        former = tuple(f"{where}{name}工業{digit}" for digit in range(9) for where in places)
        record = EntityRecord(
            id=f"invented-{place}",
            names=Names(ja=f"{name}株式会社"),
            former=former[: share - 1],
            confidence="low",
        )
        added[record.id] = replace(pattern, record=record)
    return Entities({**entities.by_id, **added})


def distinct_names(entities: Entities) -> list[str]:
    """Return distinct names: forms with a town or a works behind them, and strangers."""
    forms = [form for entity in entities for form in forms_of(entity)]
    ends = ("", " 東京", "第一工場", " Works", "(株)", " 2", "商事", " GmbH", "販売", " Co., Ltd.")
    mixed = (f"{form}{end}" for end, form in product(ends, forms))
    return list(islice(dict.fromkeys(mixed), NAMES))


def seconds(task: Callable[[], object]) -> float:
    """Return the processor seconds that a task takes."""
    started = time.process_time()
    task()
    return time.process_time() - started


def report() -> Iterator[str]:
    """Yield the lines of the report."""
    entities, vocabulary = load_entities(RULES), load_vocabulary(RULES)
    pairs, queries = labelled("name_pairs.tsv"), labelled("name_queries.tsv")
    forms = sum(len(list(forms_of(entity))) for entity in entities)
    yield from (
        "# Recognition of names",
        "",
        f"Written by `make names`: {len(pairs)} labelled pairs and {len(queries)} labelled names",
        f"(`benchmarks/labelled/`) against {len(entities)} entities with {forms:,} names, every",
        "matcher in one run with the same names. The sets were written before the first run; see",
        "[what they are](#the-sets).",
        "",
        "| matcher | pairs: recall | false | F1 | names: recall | false alarms | F1 | names / s |",
        "| --- | --: | --: | --: | --: | --: | --: | --: |",
    )
    for matcher in matchers(entities, vocabulary):
        one = judge_pairs(matcher)
        started = time.process_time()
        two = judge_queries(matcher)
        rate = len(queries) / (time.process_time() - started)
        cells = (*_cells(one), *_cells(two), f"{rate:,.0f}")
        yield f"| {matcher.title} | {' | '.join(cells)} |"
    yield ""
    yield from _speed(padded(entities), PartyMatcher(padded(entities), vocabulary))
    yield _EXPLAINED


def _cells(tally: Tally) -> tuple[str, str, str]:
    return f"{tally.recall:.3f}", f"{tally.false_alarms:.3f}", f"{tally.f1:.2f}"


def _speed(entities: Entities, matcher: PartyMatcher) -> Iterator[str]:
    names = distinct_names(entities)
    forms = sum(len(list(forms_of(entity))) for entity in entities)

    def screen_all() -> None:
        for name in names:
            matcher.match(name, "end_user")

    first = seconds(screen_all)
    again = seconds(screen_all)
    yield (
        f"{len(names):,} distinct names against {len(entities)} entities with {forms:,} names "
        f"(the list filled up with invented companies) take {first:.1f} processor seconds; "
        f"the same names once more, {first / again:.0f} times less: a name is matched once."
    )


_EXPLAINED = """
## The sets

*Pairs* are two names of one party in two languages, scripts, legal forms or times, or names of
two parties that look alike: parents, sisters, subsidiaries, dealers, homonyms, strangers that
share a word. *Names* are listed parties as people write them, and strangers. Recall: the right
entity, named without a question. False: a pair of two parties taken for one. False alarms: a
stranger for whom anything is said, a mere question (`possible`) included.

The others are taken as they come: nomenklatura alerts from a score of 0.7, rapidfuzz from 90
after its default preparation. They know no entity of their own here; each is given all names of
ours, the doubtful short ones included. A pair is given to them as two bare names: without a list,
nobody can know that 日油 is NOF. The sets were written by the authors of screener and favour it, as
any author's set does. On its first run, before anything was mended for it, it had 156 of 156 and
1 of 209 of the pairs, 214 of 218 and 2 of 145 of the names."""


def main() -> None:
    """Measure, print the report and write it."""
    text = "\n".join(report()) + "\n"
    REPORT.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
