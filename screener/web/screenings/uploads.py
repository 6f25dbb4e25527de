"""A file becomes a screening: kept whole, under its name, in a folder of its own."""

import hashlib
import shutil
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import File
from django.db import DatabaseError, models
from django.utils import timezone

from screener.errors import InputError
from screener.profile import Profile, ProfileFacts, RememberedMapping
from screener.web.accounts.models import Team, User
from screener.web.screenings.models import Screening, State

_LONGEST_NAME = 120
# Mappings are remembered from so many screenings.
_REMEMBERED = 50


class UploadTooLarge(InputError):
    """The file is larger than this installation takes."""

    code = "upload-too-large"
    problem = {
        "en": "{file}: the file has {size} MB; up to {limit} MB are taken here.",
        "ja": "{file}: ファイルは {size} MB です。ここで扱えるのは {limit} MB までです。",
        "zh": "{file}：文件为 {size} MB，此处最多接受 {limit} MB。",
    }
    way_out = {
        "en": "Save the parts list alone, without pictures, as xlsx or csv, or split it.",
        "ja": "画像を除いて部品表だけを xlsx か csv で保存するか、分割してください。",
        "zh": "请去掉图片，仅将物料清单另存为 xlsx 或 csv，或拆分文件。",
    }


class NoFile(InputError):
    """Nothing was chosen."""

    code = "no-file"
    problem = {
        "en": "No file was chosen.",
        "ja": "ファイルが選ばれていません。",
        "zh": "未选择文件。",
    }
    way_out = {
        "en": "Choose the parts list, then press the button again.",
        "ja": "部品表を選んでから、もう一度ボタンを押してください。",
        "zh": "请选择物料清单，然后再次点击按钮。",
    }


def keep_upload(file: "File[bytes] | None", user: User, team: Team) -> Screening:
    """Keep an uploaded file as a new screening.

    Raises:
        NoFile: There is none.
        UploadTooLarge: It is too large.
    """
    if file is None or not file.name:
        raise NoFile
    if file.size > settings.MAX_UPLOAD:
        megabytes = {"size": f"{file.size / 1e6:.0f}", "limit": f"{settings.MAX_UPLOAD / 1e6:.0f}"}
        raise UploadTooLarge(file=file.name, **megabytes)
    name = _plain_name(file.name)
    screening = Screening(
        team=team,
        owner=user,
        name=name,
        sha256=_sha256(file),
        draft=_first_draft(team).model_dump(mode="json"),
        previous=_version_before(team, name),
    )
    try:
        screening.upload.save(name, file, save=False)
        screening.save(force_insert=True)
    except (OSError, DatabaseError):
        # A disk that is full is not left fuller.
        shutil.rmtree(screening.folder, ignore_errors=True)
        raise
    return screening


def _first_draft(team: Team) -> Profile:
    """Return the profile to begin with: today, and what the team said of the headers it met."""
    today = timezone.localdate().isoformat()
    known: dict[frozenset[str], RememberedMapping] = {}
    for said in _done(team).values_list("profile", flat=True)[:_REMEMBERED]:
        for mapping in Profile.model_validate(said).mappings:
            known.setdefault(frozenset(mapping.headers), mapping)
    return Profile(facts=ProfileFacts(date=today), mappings=tuple(known.values()))


def _version_before(team: Team, name: str) -> Screening | None:
    """Return the latest screening of a file of the same name: likely its version before."""
    return _done(team).filter(name=name).first()


def _done(team: Team) -> models.QuerySet[Screening]:
    return Screening.objects.filter(team=team, state=State.DONE)


def _plain_name(name: str) -> str:
    path = PurePath(name.replace("\0", "").replace("\\", "/"))
    return f"{path.stem[-_LONGEST_NAME:]}{path.suffix[:10]}"


def _sha256(file: "File[bytes]") -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
