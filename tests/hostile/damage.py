"""The project's own samples, cut off and with bits turned over."""

from collections.abc import Sequence
from pathlib import Path

from corpus import Make, Survives, flipped, hostile

_SAMPLES = Path(__file__).parents[2] / "samples"


def _damaged(sample: Path, seed: int) -> Make:
    return lambda path: path.write_bytes(flipped(sample.read_bytes(), seed)) and None


def _cut(sample: Path, share: float) -> Make:
    content = sample.read_bytes()
    return lambda path: path.write_bytes(content[: int(len(content) * share)]) and None


def _one_of_each_format() -> Sequence[Path]:
    endings = {path.suffix: path for path in sorted(_SAMPLES.iterdir()) if path.is_file()}
    return [endings[ending] for ending in (".xlsx", ".xls", ".ods", ".csv") if ending in endings]


for _sample in _one_of_each_format():
    _ending = _sample.suffix.removeprefix(".")
    for _seed in range(12):
        hostile(f"flipped-{_ending}-{_seed}", _ending, _damaged(_sample, _seed), Survives())
    for _percent in (5, 25, 50, 75, 95):
        hostile(
            f"cut-{_ending}-{_percent}-percent", _ending, _cut(_sample, _percent / 100), Survives()
        )
