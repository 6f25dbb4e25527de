"""The fewest answers that can settle the unclear lines of a file together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from screener.model import Question, ScreenedLine, Verdict

#: Each verdict is looked at once; of more kinds of verdicts those of the most lines count.
_MOST_VERDICTS = 60
#: Beyond so many trials the best set found so far is taken.
_MOST_TRIALS = 5000

#: One answer to each of some questions.
Chosen = Mapping[Question, str]


@dataclass(frozen=True, slots=True)
class FewestAnswers:
    """Answers that settle `settled` of the `unclear` lines together, each given for all of them."""

    answers: tuple[tuple[Question, str], ...]
    settled: int
    unclear: int


@dataclass(frozen=True, slots=True)
class _Family:
    """Lines of one verdict, and the sets of answers that settle them."""

    lines: int
    sets: tuple[Chosen, ...]


def fewest_answers(lines: Iterable[ScreenedLine]) -> FewestAnswers | None:
    """Return the fewest answers that can settle the unclear lines; ``None`` where none can.

    Lines are settled line by line in the logic; here the same answer counts for all lines that ask
    the same question. Where no answers settle all, those that settle most are sought greedily.
    """
    verdicts: dict[int, tuple[Verdict, int]] = {}
    for screened in lines:
        verdict = screened.verdict
        if verdict.questions:
            verdicts[id(verdict)] = (verdict, verdicts.get(id(verdict), (verdict, 0))[1] + 1)
    families = sorted(map(_family, verdicts.values()), key=lambda one: -one.lines)
    unclear = sum(one.lines for one in families)
    able = [one for one in families if one.sets][:_MOST_VERDICTS]
    if not able:
        return None
    greedy = _greedy(able)
    best = _Search(able, greedy if _settled(able, greedy) == len(able) else None).best or greedy
    settled = sum(one.lines for one in able if _is_settled(one, best))
    return FewestAnswers(tuple(best.items()), settled, unclear)


def _family(found: tuple[Verdict, int]) -> _Family:
    verdict, lines = found
    questions = {one.question.id: one.question for one in verdict.questions}
    sets = ({questions[name]: answer for name, answer in one} for one in verdict.settled_by)
    return _Family(lines, tuple(sets))


def _is_settled(family: _Family, chosen: Chosen) -> bool:
    return any(one.items() <= chosen.items() for one in family.sets)


def _settled(families: Sequence[_Family], chosen: Chosen) -> int:
    return sum(_is_settled(family, chosen) for family in families)


def _fitting(family: _Family, chosen: Chosen) -> Iterator[Chosen]:
    """Yield the sets of a family that contradict nothing that is chosen already."""
    for one in family.sets:
        if all(chosen.get(question, answer) == answer for question, answer in one.items()):
            yield one


def _greedy(families: Sequence[_Family]) -> Chosen:
    """Choose set by set, each time the one that settles most lines for each new answer."""
    chosen: dict[Question, str] = {}
    while True:
        left = [family for family in families if not _is_settled(family, chosen)]
        fitting = [one for family in left for one in _fitting(family, chosen)]
        if not fitting:
            return chosen
        worth = [_worth(one, chosen, left) for one in fitting]
        chosen.update(fitting[worth.index(max(worth))])


def _worth(one: Chosen, chosen: Chosen, left: Sequence[_Family]) -> float:
    then = {**chosen, **one}
    lines = sum(family.lines for family in left if _is_settled(family, then))
    return lines / (len(then) - len(chosen))


class _Search:
    """Looks for the smallest choice that settles every family, beginning with a known one."""

    def __init__(self, families: Sequence[_Family], known: Chosen | None) -> None:
        self._families = families
        self._trials = 0
        self.best = known
        self._look({})

    def _look(self, chosen: Chosen) -> None:
        self._trials += 1
        if self._trials > _MOST_TRIALS or (self.best and len(chosen) >= len(self.best)):
            return
        left = next((one for one in self._families if not _is_settled(one, chosen)), None)
        if left is None:
            self.best = chosen
            return
        for one in sorted(_fitting(left, chosen), key=len):
            self._look({**chosen, **one})
