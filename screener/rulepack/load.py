"""Loading a rule pack: a folder of reviewed files becomes one checked object."""

import hashlib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from screener.errors import InputError
from screener.model import PackId
from screener.rulepack.ambiguities import Ambiguity
from screener.rulepack.catalogue import Catalogue, load_catalogue
from screener.rulepack.entities import Entities, load_entities
from screener.rulepack.headers import HeaderVocabulary, load_headers
from screener.rulepack.instruments import Instrument
from screener.rulepack.justifications import Justification, load_justifications
from screener.rulepack.law import Condition, Fact, Law, Reading, Rule
from screener.rulepack.packinfo import PackInfo
from screener.rulepack.reading import ModelT, RuleFileError, read_model
from screener.rulepack.vocabulary import Vocabulary, load_vocabulary

#: Folders whose files explain or test the pack but decide no label.
_NOT_DECISIVE = ("cases", "schema")


class NoRulePack(InputError):
    """A folder holds no rule pack."""

    code = "no-rule-pack"
    problem = {
        "en": "{folder} holds no rule pack: there is no pack.yaml in it.",
        "ja": "{folder} にルールパックがありません（pack.yaml が見つかりません）。",
        "zh": "{folder} 中没有规则包（未找到 pack.yaml）。",
    }
    way_out = {
        "en": "Name the folder that holds pack.yaml: --rules DIR",
        "ja": "pack.yaml のあるフォルダーを指定してください: --rules DIR",
        "zh": "请指定包含 pack.yaml 的文件夹: --rules DIR",
    }


@dataclass(frozen=True, slots=True)
class Pack:
    """A rule pack: the law, the lists, the words, and what is known of the pack itself."""

    root: Path
    info: PackInfo
    sha256: str
    instruments: dict[str, Instrument]
    ambiguities: dict[str, Ambiguity]
    law: Law
    catalogue: Catalogue
    entities: Entities
    vocabulary: Vocabulary
    headers: HeaderVocabulary
    justifications: dict[str, Justification]

    @property
    def id(self) -> PackId:
        """What every result says of the rules that it rests on."""
        return PackId(
            version=self.info.version,
            sha256=self.sha256,
            researched_up_to=self.info.researched_up_to,
            review_by=self.info.review_by,
        )

    def is_stale(self, shipped_on: date, today: date | None = None) -> bool:
        """Return whether the law may have changed for a line since the pack was researched.

        That is so for a line dated after the last day that was researched, and for every line once
        the pack's review date is past.
        """
        past_review = today is not None and today > self.info.review_by
        return past_review or shipped_on > self.info.researched_up_to


def shipped_rules() -> Path:
    """Return the folder of the rule pack that comes with the program."""
    package = Path(str(files("screener")))
    installed = package / "rules"
    return installed if installed.is_dir() else package.parent / "rules"


def load_pack(root: Path | None = None) -> Pack:
    """Load a rule pack; ``None`` is the one that comes with the program.

    Raises:
        NoRulePack: The folder has no ``pack.yaml``.
        RuleFileError: A file cannot be used; says file, line, what, and how to mend it.
    """
    root = root or shipped_rules()
    if not (root / "pack.yaml").is_file():
        raise NoRulePack(folder=root)
    ambiguities = _read_folder(root / "readings", Ambiguity)
    return Pack(
        root=root,
        info=read_model(root / "pack.yaml", PackInfo),
        sha256=content_hash(root),
        instruments=_read_folder(root / "instruments", Instrument),
        ambiguities=ambiguities,
        law=Law(
            facts=_read_folder(root / "facts", Fact),
            conditions=_read_folder(root / "conditions", Condition),
            rules=_read_folder(root / "provisions", Rule),
            readings={name: _reading(found) for name, found in ambiguities.items()},
        ),
        catalogue=load_catalogue(root),
        entities=load_entities(root),
        vocabulary=load_vocabulary(root),
        headers=load_headers(root),
        justifications=load_justifications(root),
    )


def content_hash(root: Path) -> str:
    """Return the SHA-256 of all decisive files: their names and contents, in order of name."""
    digest = hashlib.sha256()
    for path in _decisive_files(root):
        name = path.relative_to(root).as_posix().encode()
        # Line ends are the checkout's business, not the law's.
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(b"%d:%b%d:" % (len(name), name, len(content)))
        digest.update(content)
    return digest.hexdigest()


def _decisive_files(root: Path) -> list[Path]:
    found = [*root.rglob("*.yaml"), *root.rglob("*.csv")]
    decisive = (path for path in found if path.relative_to(root).parts[0] not in _NOT_DECISIVE)
    return sorted(decisive, key=lambda path: path.relative_to(root).as_posix())


def _read_folder(folder: Path, model: type[ModelT]) -> dict[str, ModelT]:
    """Read every file of a folder, by id; a file's name is the id of what it holds."""
    found: dict[str, ModelT] = {}
    for path in sorted(folder.glob("*.yaml")):
        item = read_model(path, model)
        name = str(getattr(item, "id"))  # noqa: B009 - every model of a folder has an id
        if name != path.stem:
            raise RuleFileError(
                file=path,
                line=1,
                what=f"the id is {name!r}, but the file's name says {path.stem!r}.",
                mend="Give both the same name.",
            )
        found[name] = item
    return found


def _reading(ambiguity: Ambiguity) -> Reading:
    return Reading(
        id=ambiguity.id,
        readings=[reading.id for reading in ambiguity.readings],
        settled_as=ambiguity.settled_as,
    )
