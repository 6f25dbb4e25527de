"""Generated rule packs and lines: the laws of the logic must hold for any pack, not only ours."""

from datetime import date

from hypothesis import strategies as st

from screener.logic.conditions import reading_question
from screener.model import Effect, Facts, FactState, Hinge, Need, Question, QuestionKind
from screener.rulepack.law import (
    ALWAYS,
    NEVER,
    AllOf,
    AnyOf,
    Basis,
    Condition,
    ConditionTexts,
    Fact,
    FactAnswer,
    FactIs,
    Law,
    Node,
    NotOf,
    Reading,
    Rule,
    UnderReading,
)
from screener.rulepack.texts import Text

DAY = date(2026, 3, 1)
TEXT = Text(en="x", ja="x", zh="x")
SAYS = ConditionTexts(true=TEXT, false=TEXT, unknown=TEXT)
VALUES = ("a", "b", "c")
FACTS = ("p", "q", "r", "s")
READINGS = {"AMB-ONE": ("narrow", "broad"), "AMB-TWO": ("none", "some", "all")}


def nodes(names: tuple[str, ...] = ()) -> st.SearchStrategy[Node]:
    """Any condition over the facts, the readings and the named conditions."""
    leaves: st.SearchStrategy[Node] = st.one_of(
        st.sampled_from((*names, ALWAYS, NEVER)),
        st.builds(
            _fact_is,
            st.sampled_from(FACTS),
            st.lists(st.sampled_from(VALUES), min_size=1, max_size=3, unique=True),
        ),
    )
    return st.recursive(leaves, _compound, max_leaves=8)


def _fact_is(fact: str, values: list[str]) -> FactIs:
    return FactIs.model_validate({"fact": fact, "is": values})


def _compound(part: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    parts = st.lists(part, min_size=1, max_size=3)
    return st.one_of(
        st.builds(AllOf, all=parts),
        st.builds(AnyOf, any=parts),
        part.map(lambda found: NotOf.model_validate({"not": found})),
        st.sampled_from(tuple(READINGS)).flatmap(lambda name: _under(name, part)),
    )


def _under(name: str, part: st.SearchStrategy[Node]) -> st.SearchStrategy[UnderReading]:
    branches = st.fixed_dictionaries(dict.fromkeys(READINGS[name], part))
    return st.builds(UnderReading, reading=st.just(name), under=branches)


@st.composite
def laws(draw: st.DrawFn) -> Law:
    """A law of one to four rules with any effects, over one named condition."""
    condition = Condition(id="named", title=TEXT, when=draw(nodes()), says=SAYS)
    effects = draw(st.lists(st.sampled_from(tuple(Effect)), min_size=1, max_size=4))
    rules = {
        f"rule-{number}": Rule(
            id=f"rule-{number}",
            effect=effect,
            title=TEXT,
            basis=[Basis(instrument="i", clause="1")],
            when=draw(nodes(("named",))),
            because=TEXT,
        )
        for number, effect in enumerate(effects)
    }
    facts = {
        name: Fact(
            id=name,
            field=name,
            title=TEXT,
            values=dict.fromkeys(VALUES, TEXT),
            question=TEXT,
            answers={value: FactAnswer(text=TEXT, values=[value]) for value in VALUES},
            ask="supplier",
            shown_by=TEXT,
        )
        for name in FACTS
    }
    readings = {name: Reading(id=name, readings=list(found)) for name, found in READINGS.items()}
    return Law(facts=facts, conditions={"named": condition}, rules=rules, readings=readings)


def states() -> st.SearchStrategy[FactState]:
    """What a line may say of a fact: a value for certain, values under answers, or nothing."""
    return st.one_of(
        st.builds(FactState, holds=st.frozensets(st.sampled_from(VALUES), max_size=2)),
        st.builds(
            FactState,
            holds=st.frozensets(st.sampled_from(VALUES), max_size=1),
            hinges=st.lists(_hinges(), max_size=2).map(tuple),
        ),
    )


def _hinges() -> st.SearchStrategy[Hinge]:
    questions = st.sampled_from(
        (
            Question("PARAM-one", QuestionKind.PARAMETER, "e", ("meets", "fails")),
            Question("PARAM-two", QuestionKind.PARAMETER, "f", ("meets", "fails")),
            reading_question("AMB-ONE", READINGS["AMB-ONE"]),
        )
    )
    needs = questions.map(lambda question: Need(question, frozenset({question.answers[0]})))
    return st.builds(
        Hinge,
        values=st.frozensets(st.sampled_from(VALUES), min_size=1, max_size=2),
        needs=st.lists(needs, min_size=1, max_size=2, unique_by=lambda n: n.question.id).map(tuple),
    )


def lines() -> st.SearchStrategy[Facts]:
    """The facts of a line; an absent fact was not stated."""
    return st.dictionaries(st.sampled_from(FACTS), states(), max_size=len(FACTS))
