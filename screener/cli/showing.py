"""``screener rules show``: one thing of a rule pack in full, as a good linter prints a rule."""

from collections.abc import Iterator

from screener.rulepack.ambiguities import Ambiguity
from screener.rulepack.cases import load_line_cases
from screener.rulepack.catalogue_files import Entry, Threshold
from screener.rulepack.entities import Entity
from screener.rulepack.instruments import Instrument
from screener.rulepack.law import Condition, Rule
from screener.rulepack.load import Pack


def show_in_pack(pack: Pack, identifier: str, language: str) -> list[str]:
    """Return a page for everything that is called so: a rule, entry, control code, an entity."""
    pages: list[list[str]] = []
    if identifier in pack.law.rules:
        pages.append(list(_rule(pack, pack.law.rules[identifier], language)))
    if identifier in pack.law.conditions:
        pages.append(list(_condition(pack.law.conditions[identifier], language)))
    if identifier in pack.ambiguities:
        pages.append(list(_ambiguity(pack, pack.ambiguities[identifier], language)))
    if identifier in pack.instruments:
        pages.append(list(_instrument(pack.instruments[identifier], language)))
    entity = pack.entities.get(identifier)
    if entity:
        pages.append(list(_entity(pack, entity, language)))
    pages.extend(
        list(_entry(pack, entry, language))
        for entry in pack.catalogue.entries
        if entry.id == identifier or _is_code(entry.code, identifier)
    )
    return ["\n".join(page) + "\n" for page in pages]


def _is_code(code: str, wanted: str) -> bool:
    return code == wanted or code.startswith(f"{wanted}.")


def _rule(pack: Pack, rule: Rule, language: str) -> Iterator[str]:
    yield f"{rule.id}: {rule.title.get(language)}"
    yield f"  effect   {rule.effect.value}"
    yield f"  in force {rule.window.from_ or '…'} to {rule.window.to or '…'}"
    for basis in rule.basis:
        yield f"  basis    {basis.instrument} clause {basis.clause}"
    yield f"  because  {rule.because.get(language)}"
    yield "  when     " + rule.model_dump_json(include={"when"}, by_alias=True)
    for ambiguity in rule.ambiguities:
        yield f"  hinges   {ambiguity}"
    cases = load_line_cases(pack.root).get(rule.id)
    for case in cases.cases if cases else ():
        yield f"  case     {case.label.value}: {case.name}"


def _condition(condition: Condition, language: str) -> Iterator[str]:
    yield f"{condition.id}: {condition.title.get(language)}"
    for words in condition.words:
        yield f"  words    {words.instrument} clause {words.clause} {words.original or ''}".rstrip()
    yield "  when     " + condition.model_dump_json(include={"when"}, by_alias=True)


def _ambiguity(pack: Pack, ambiguity: Ambiguity, language: str) -> Iterator[str]:
    yield f"{ambiguity.id}: {ambiguity.question.get(language)}"
    yield f"  status   {ambiguity.status}, {ambiguity.documentation}"
    for words in ambiguity.words:
        yield f"  words    {words.instrument} clause {words.clause} {words.original or ''}".rstrip()
    for reading in ambiguity.readings:
        yield f"  reading  {reading.id}: {reading.text.get(language)}"
        yield f"           then: {reading.consequence.get(language)}"
        if reading.held_by:
            yield f"           held by: {', '.join(reading.held_by)}"
    for text in ambiguity.resolve:
        yield f"  resolve  {text.get(language)}"
    for source in ambiguity.documented_by:
        where = source.url or source.title or ""
        yield f"  source   {source.publisher} {source.date or ''}: {where}"
    named = [rule.id for rule in pack.law.rules.values() if ambiguity.id in rule.ambiguities]
    if named:
        yield f"  rules    {', '.join(named)}"


def _instrument(instrument: Instrument, language: str) -> Iterator[str]:
    yield f"{instrument.id}: {instrument.title.get(language)}"
    yield f"  by       {instrument.authority.get(language)}"
    for window in instrument.status:
        yield f"  status   {window.first or '…'} to {window.last or '…'}: {window.status}"
    for clause in instrument.clauses:
        if clause.original:
            yield f"  clause {clause.id} {clause.original}"
        yield f"  clause {clause.id} {clause.paraphrase.get(language)} (unofficial)"
    yield f"  confidence {instrument.confidence}"
    for text in instrument.unverified:
        yield f"  not verified: {text.get(language)}"
    for source in instrument.sources:
        yield f"  source   {source.publisher}: {source.url}"


def _entity(pack: Pack, entity: Entity, language: str) -> Iterator[str]:
    record = entity.record
    names = [name for name in (record.names.ja, record.names.en, record.names.zh) if name]
    yield f"{entity.id}: {' / '.join(names)}"
    yield f"  list     {pack.entities.titles[entity.list].get(language)}"
    if entity.listing:
        yield f"  listed   by {entity.listing.by} on {entity.listing.on}"
    yield f"  standing {', '.join(sorted(entity.standings)) or '-'}"
    yield f"  aliases  {', '.join(record.aliases.every())}"
    if record.ambiguous:
        yield f"  needs a second sign: {', '.join(record.ambiguous)}"
    if record.parent:
        yield f"  parent   {record.parent}"
    yield f"  confidence {record.confidence}"
    for text in record.unverified:
        yield f"  not verified: {text}"
    for source in entity.sources:
        yield f"  source   {source}"


def _entry(pack: Pack, entry: Entry, language: str) -> Iterator[str]:
    yield f"{entry.code}  {entry.id}: {entry.name.get(language)}"
    yield f"  names    {', '.join((*entry.exact, *entry.grades, *entry.formulas))}"
    if entry.family:
        yield f"  suggests {', '.join(entry.family)}"
    if entry.tests:
        yield from _thresholds(entry.tests, "  ")
        yield f"  unstated {entry.unstated}"
    if entry.cas:
        yield f"  CAS      {', '.join(entry.cas)}"
    if entry.hs.full or entry.hs.ex:
        yield f"  HS       {', '.join(entry.hs.full)} ex {', '.join(entry.hs.ex)}"
    for text in (*entry.exclusions, *entry.unless):
        yield f"  not      {text}"
    for window in entry.windows:
        yield f"  status   {window.start} to {window.end or '…'}: {window.status}"
    yield f"  basis    {entry.instrument}; confidence {entry.confidence}"
    if entry.doubt:
        yield f"  doubt    {entry.doubt}"
    for source in entry.sources:
        yield f"  source   {pack.catalogue.sources.get(source, source)}"


def _thresholds(threshold: Threshold, indent: str) -> Iterator[str]:
    if threshold.property:
        compared = f"{threshold.op or ''} {' '.join(threshold.value)} {threshold.unit}".strip()
        presumed = " (presumed met)" if threshold.presumed else ""
        yield f"{indent}needs    {threshold.property} {compared} {threshold.text}{presumed}"
    for joined, parts in (("all of", threshold.all), ("any of", threshold.any)):
        if parts:
            yield f"{indent}{joined}"
            for part in parts:
                yield from _thresholds(part, f"{indent}  ")
