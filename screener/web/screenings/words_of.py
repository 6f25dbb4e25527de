"""What the ids of questions, readings and entries mean, in the language of the request."""

from screener.model import Question
from screener.results.explain import Explainer
from screener.web.rules import explainer, pack

_FACT = "FACT-"


def words_of(name: str) -> str:
    """Return what an id asks or names; the id itself where there are no words for it."""
    says = explainer()
    ambiguity = pack().ambiguities.get(name)
    if ambiguity:
        return says.say(ambiguity.question)
    fact = pack().law.facts.get(name.removeprefix(_FACT)) if name.startswith(_FACT) else None
    return says.say(fact.title) if fact else name


def asked_as(question: Question, says: Explainer) -> str:
    """Return a question in few words: what the law leaves open in words, not by its id."""
    ambiguity = says.pack.ambiguities.get(question.id)
    return says.say(ambiguity.question) if ambiguity else says.title(question)
