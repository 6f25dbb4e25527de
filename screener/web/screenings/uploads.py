"""A file becomes a screening: kept whole, under its name, in a folder of its own."""

import hashlib
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import File
from django.utils import timezone

from screener.errors import InputError
from screener.profile import Profile, ProfileFacts
from screener.web.accounts.models import Team, User
from screener.web.screenings.models import Screening

_LONGEST_NAME = 120


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
    today = timezone.localdate().isoformat()
    screening = Screening(
        team=team,
        owner=user,
        name=name,
        sha256=_sha256(file),
        profile=Profile(facts=ProfileFacts(date=today)).model_dump(mode="json"),
    )
    screening.upload.save(name, file, save=False)
    screening.save(force_insert=True)
    return screening


def _plain_name(name: str) -> str:
    path = PurePath(name.replace("\\", "/"))
    return f"{path.stem[-_LONGEST_NAME:]}{path.suffix[:10]}"


def _sha256(file: "File[bytes]") -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
