"""What can be wrong with a file that a user gives, and the way out of it."""

from screener.errors import InputError


class FileMissing(InputError):
    """There is no such file."""

    code = "file-missing"
    problem = {
        "en": "{file}: there is no such file.",
        "ja": "{file}: ファイルが見つかりません。",
        "zh": "{file}：找不到该文件。",
    }
    way_out = {
        "en": "Check the path and the spelling.",
        "ja": "場所と綴りを確かめてください。",
        "zh": "请检查路径和拼写。",
    }


class FileUnreadable(InputError):
    """The file is there but cannot be opened."""

    code = "file-unreadable"
    problem = {
        "en": "{file}: the file cannot be opened ({why}).",
        "ja": "{file}: ファイルを開けません（{why}）。",
        "zh": "{file}：无法打开该文件（{why}）。",
    }
    way_out = {
        "en": "Close it in other programs, and check that you may read it.",
        "ja": "他のプログラムで閉じ、読み取り権限を確かめてください。",
        "zh": "请在其他程序中关闭它，并确认您有读取权限。",
    }


class FileEmpty(InputError):
    """The file holds nothing."""

    code = "file-empty"
    problem = {
        "en": "{file}: the file is empty.",
        "ja": "{file}: ファイルが空です。",
        "zh": "{file}：文件是空的。",
    }
    way_out = {
        "en": "Save the parts list again and give the new file.",
        "ja": "部品表を保存し直し、そのファイルを指定してください。",
        "zh": "请重新保存物料清单，再指定新文件。",
    }


class NotASpreadsheet(InputError):
    """The content is no spreadsheet, whatever the file is called."""

    code = "not-a-spreadsheet"
    problem = {
        "en": "{file}: this is not a spreadsheet; the content looks like {looks_like}.",
        "ja": "{file}: 表計算ファイルではありません（内容は {looks_like}）。",
        "zh": "{file}：这不是电子表格，内容像是 {looks_like}。",
    }
    way_out = {
        "en": "Save the parts list as xlsx, ods or csv, and give that file.",
        "ja": "部品表を xlsx・ods・csv のいずれかで保存し、そのファイルを指定してください。",
        "zh": "请将物料清单另存为 xlsx、ods 或 csv，再指定该文件。",
    }


class PasswordProtected(InputError):
    """The workbook is encrypted."""

    code = "password-protected"
    problem = {
        "en": "{file}: the workbook is protected with a password.",
        "ja": "{file}: ブックはパスワードで保護されています。",
        "zh": "{file}：该工作簿受密码保护。",
    }
    way_out = {
        "en": "Open it, remove the password (File > Info > Protect), save, and give that file.",
        "ja": "パスワードを外し（ファイル > 情報 > ブックの保護）、保存して指定してください。",
        "zh": "请打开并取消密码（文件 > 信息 > 保护工作簿），保存后再指定该文件。",
    }


class FileDamaged(InputError):
    """The file claims to be a workbook and cannot be read."""

    code = "file-damaged"
    problem = {
        "en": "{file}: the {format} workbook is damaged and cannot be read ({why}).",
        "ja": "{file}: {format} ブックが壊れていて読み取れません（{why}）。",
        "zh": "{file}：{format} 工作簿已损坏，无法读取（{why}）。",
    }
    way_out = {
        "en": "Open it in a spreadsheet program, let it repair the file, and save it again.",
        "ja": "表計算ソフトで開いて修復し、保存し直してください。",
        "zh": "请用电子表格程序打开并修复，然后重新保存。",
    }


class FileTooLarge(InputError):
    """The file unpacks to more than is read."""

    code = "file-too-large"
    problem = {
        "en": "{file}: the workbook unpacks to more than is safe to read ({what}).",
        "ja": "{file}: 展開すると安全に読める大きさを超えます（{what}）。",
        "zh": "{file}：解压后超过可安全读取的大小（{what}）。",
    }
    way_out = {
        "en": "Delete empty formatted rows and pictures, or save the list alone as csv.",
        "ja": "書式だけの空行や画像を削除するか、表だけを csv で保存してください。",
        "zh": "请删除只有格式的空行和图片，或将清单单独另存为 csv。",
    }


class ReadingLimit(InputError):
    """Reading the file took more memory, time or room than reading may."""

    code = "reading-limit"
    problem = {
        "en": "{file}: reading was stopped: it took more than {what}.",
        "ja": "{file}: 読み取りが上限（{what}）を超えたため中止しました。",
        "zh": "{file}：读取超过上限（{what}），已停止。",
    }
    way_out = {
        "en": "Save the list alone as csv or xlsx, without empty formatted rows, or split it.",
        "ja": "表だけを書式の空行なしで csv か xlsx に保存するか、分割してください。",
        "zh": "请将清单单独另存为 csv 或 xlsx（不含仅有格式的空行），或拆分文件。",
    }


class WrongEncoding(InputError):
    """The text cannot be read in the encoding that was given."""

    code = "wrong-encoding"
    problem = {
        "en": "{file}: the text is not {encoding}.",
        "ja": "{file}: 文字コードは {encoding} ではありません。",
        "zh": "{file}：文本编码不是 {encoding}。",
    }
    way_out = {
        "en": "Leave --encoding out, or try utf-8, cp932, gb18030, big5, euc_kr or cp1252.",
        "ja": "--encoding を外すか、utf-8・cp932・gb18030・big5・euc_kr・cp1252 を試してください。",
        "zh": "请去掉 --encoding，或尝试 utf-8、cp932、gb18030、big5、euc_kr、cp1252。",
    }


class HeaderNotFound(InputError):
    """No row of the sheet looks like a header."""

    code = "header-not-found"
    problem = {
        "en": "{file}: sheet {sheet!r} has no header row in its first {rows} rows.",
        "ja": "{file}: シート {sheet!r} の先頭 {rows} 行に見出し行が見つかりません。",
        "zh": "{file}：工作表 {sheet!r} 的前 {rows} 行中没有标题行。",
    }
    way_out = {
        "en": "Say which row it is: --sheet {sheet!r} --header-row N",
        "ja": "見出しの行を指定してください: --sheet {sheet!r} --header-row N",
        "zh": "请指定标题所在行：--sheet {sheet!r} --header-row N",
    }


class HeaderRowOutOfRange(InputError):
    """The header row that was given lies outside the sheet."""

    code = "header-row-out-of-range"
    problem = {
        "en": "{file}: sheet {sheet!r} has {rows} rows; there is no header in row {row}.",
        "ja": "{file}: シート {sheet!r} は {rows} 行です。{row} 行目に見出しはありません。",
        "zh": "{file}：工作表 {sheet!r} 共 {rows} 行，第 {row} 行没有标题。",
    }
    way_out = {
        "en": "Give the number of a filled row, counted from 1, with --header-row N.",
        "ja": "--header-row N に、1 から数えた空でない行の番号を指定してください。",
        "zh": "请用 --header-row N 指定一个从 1 开始计数的非空行。",
    }


class UnknownSheet(InputError):
    """The workbook has no sheet of that name."""

    code = "unknown-sheet"
    problem = {
        "en": "{file}: there is no sheet {sheet!r}.",
        "ja": "{file}: シート {sheet!r} はありません。",
        "zh": "{file}：没有工作表 {sheet!r}。",
    }
    way_out = {
        "en": "The sheets are: {sheets}",
        "ja": "シートは次のとおりです: {sheets}",
        "zh": "现有工作表：{sheets}",
    }


class UnknownHeader(InputError):
    """No column has the header that ``--map`` names."""

    code = "unknown-header"
    problem = {
        "en": "{file}: no column has the header {header!r} (asked for as {field}).",
        "ja": "{file}: 見出し {header!r} の列はありません（{field} に指定）。",
        "zh": "{file}：没有标题为 {header!r} 的列（指定为 {field}）。",
    }
    way_out = {
        "en": "The headers are: {headers}",
        "ja": "見出しは次のとおりです: {headers}",
        "zh": "现有标题：{headers}",
    }


class UnknownField(InputError):
    """``--map`` names a field that there is not."""

    code = "unknown-field"
    problem = {
        "en": "--map {field}={header}: there is no field {field!r}.",
        "ja": "--map {field}={header}: 項目 {field!r} はありません。",
        "zh": "--map {field}={header}：没有字段 {field!r}。",
    }
    way_out = {
        "en": "The fields are: {fields}",
        "ja": "項目は次のとおりです: {fields}",
        "zh": "可用字段：{fields}",
    }
