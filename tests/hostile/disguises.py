"""Names and items in disguise: look-alikes and invisible letters must not hide them."""

from collections.abc import Mapping

from corpus import hostile, of_text, screened

_HEAD = "description,end_user,ship_from,destination,country_of_origin\n"

#: A listed maker (on the control list since 24 February 2026), as somebody would hide it.
_END_USERS: Mapping[str, str] = {
    "plain": "三菱造船株式会社",
    "zero-width-spaces": "三\u200b菱\u200b造\u200c船\u200d株式会社",
    "byte-order-marks": "\ufeff三菱\ufeff造船株式会社",
    "soft-hyphens": "三菱\u00ad造船\u00ad株式会社",
    "word-joiners": "三菱\u2060造船\u2060株式会社",
    "radicals": "三菱造\u2f88株式会社".replace("\u2f88", "船"),
    "katakana-for-three": "ミ菱造船株式会社".replace("ミ", "三"),
    "right-to-left-mark": "\u200f三菱造船\u200f株式会社",
    "embedding": "\u202a三菱造船\u202c株式会社",
    "isolates": "\u2068三菱造船\u2069株式会社",
    "variation-selectors": "三\ufe00菱\U000e0100造船株式会社",
    "full-width-spaces": "三\u3000菱\u3000造\u3000船\u3000株式会社",
    "compatibility-letters": "三菱造船㈱",
    "line-break": "三菱造船\n株式会社",
    "tab": "三菱造船\t株式会社",
    "latin": "Mitsubishi Shipbuilding Co., Ltd.",
    "latin-full-width": "Ｍｉｔｓｕｂｉｓｈｉ　Ｓｈｉｐｂｕｉｌｄｉｎｇ",
    "latin-with-cyrillic": "M\u0456tsub\u0456sh\u0456 Sh\u0456pbu\u0456ld\u0456ng",
    "latin-with-greek": "\u039citsubishi Shipbuilding",
    "latin-with-accents": "Mítsubíshi Shípbuilding",
    "latin-with-combining-accents": "Mitsubis\u0323hi Shipbuilding",
    "latin-mathematical": "𝐌𝐢𝐭𝐬𝐮𝐛𝐢𝐬𝐡𝐢 𝐒𝐡𝐢𝐩𝐛𝐮𝐢𝐥𝐝𝐢𝐧𝐠",
    "latin-zero-for-o-not-here": "MITSUBISHI  SHIPBUILDING",
    "latin-zero-width": "Mitsu\u200bbishi Ship\u200bbuilding",
}
_MAGNET = "NdFeB magnet with Dy 2.5 wt%"
for _name, _user in _END_USERS.items():
    hostile(
        f"end-user-{_name}",
        "csv",
        of_text(f'{_HEAD}{_MAGNET},"{_user}",CN,JP,CN\n'),
        screened(1, {2: "likely_affected"}),
    )

_ITEMS: Mapping[str, str] = {
    "zero-width": "dyspro\u200bsium oxi\u200bde",
    "soft-hyphen": "dyspro\u00adsium oxide",
    "cyrillic": "d\u0443spr\u043esium \u043exid\u0435",
    "full-width": "ｄｙｓｐｒｏｓｉｕｍ　ｏｘｉｄｅ",
    "subscripts": "Dy₂O₃ powder",
    "half-width-kana": "酸化ｼﾞｽﾌﾟﾛｼｳﾑ",
    "split-kana": "酸化シ\u3099スフ\u309aロシウム",
    "traditional": "氧化鏑",
    "right-to-left-override": "\u202ddysprosium oxide\u202c",
    "line-break": "dysprosium\noxide",
    "variation-selector": "氧\ufe00化镝",
}
for _name, _item in _ITEMS.items():
    hostile(
        f"item-{_name}",
        "csv",
        of_text(f'{_HEAD}"{_item}",三菱造船株式会社,CN,JP,CN\n'),
        screened(1, {2: "likely_affected"}),
    )
