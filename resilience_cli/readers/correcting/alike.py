"""Names of communities that may be one name written in several ways: pointed out, never merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from resilience_cli.readers.spelling import near

_PAIRS = (
    "東东園园華华蘭兰灣湾鎮镇莊庄樓楼豐丰龍龙鳳凤廣广場场門门陽阳錦锦綠绿麗丽寶宝聖圣雲云濱滨橋桥銀银開开長长興兴業业榮荣軒轩閣阁"
    "頤颐馬马鄉乡區区國国際际蓮莲楓枫號号復复經经緯纬遠远達达順顺貴贵慶庆聯联萬万億亿頂顶麥麦環环嶺岭島岛瀾澜瀋沈雙双陸陆葉叶飛飞鳥鸟"
    "魚鱼黃黄舊旧貿贸車车電电廠厂縣县鐵铁錢钱鐘钟鄰邻總总學学實实寧宁對对尋寻帶带後后從从愛爱應应戶户揚扬時时書书會会極极構构樂乐樹树"
    "橫横歡欢歲岁氣气漢汉潤润瀏浏灘滩煙烟爾尔獅狮瑪玛畫画異异當当盤盘禮礼穩稳紅红紀纪級级網网維维羅罗義义習习聲声舉举蘇苏蘆芦處处觀观"
    "規规記记設设財财賢贤質质賽赛趙赵躍跃輝辉輪轮農农邊边醫医鋼钢錫锡鏡镜關关階阶隊队靜静韻韵頭头題题願愿顯显風风館馆駿骏鵬鹏鶴鹤鷺鹭"
    "齊齐龜龟壩坝裡里裏里臺台檯台佈布佔占週周製制係系於于幾几範范團团圖图圍围堅坚壽寿夢梦奧奥嶽岳峽峡崗岗幣币庫库滙汇匯汇滬沪濟济濤涛"
    "灑洒燈灯營营牆墙窩窝筍笋築筑紡纺織织緣缘縱纵翹翘聰聪腳脚艦舰莖茎蕭萧薩萨藝艺藥药蘋苹裝装補补詩诗誠诚譽誉豎竖貝贝賀贺運运過过還还"
)
_SIMPLIFIED = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))
"""Traditional -> simplified, of characters that are common in names of places."""
_ENDINGS = ("小区", "社区", "居民区", "居委会")
_NUMERALS = frozenset("0123456789一二三四五六七八九十零〇甲乙丙丁东西南北中上下前后左右新老ABCDEFGabcdefg")

_RARE, _USUAL, _SHORTEST = 2, 10, 3
"""A name in at most so many answer sheets may be a typing error for one in at least so many; shorter names never."""


def alike(sheets: Mapping[str, int]) -> list[list[str]]:
    """Return the groups of two and more different names that may be one.

    They differ only in writing: blanks, case, signs, endings such as 小区, traditional and simplified characters. Or
    one looks mistyped: it stands in few answer sheets (`sheets`: how many, by name) and is one character away from one
    that stands in many.
    """
    groups = defaultdict(list)
    for name in sheets:
        groups[_loose(name)].append(name)
    counts = {loose: sum(sheets[name] for name in group) for loose, group in groups.items()}
    return [group for group in groups.values() if len(group) > 1] + [
        [groups[usual][0], groups[rare][0]] for rare, usual in _mistyped(counts)
    ]


def _mistyped(sheets: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield (a rare name, a usual one that differs in one character: another, one more, one less, two exchanged)."""
    rare = [name for name, n in sheets.items() if n <= _RARE]
    usual = {name: n for name, n in sheets.items() if n >= _USUAL}
    by_cut = defaultdict(list)
    for name in usual:
        for cut in _cuts(name):
            by_cut[cut].append(name)
    for name in rare:
        near_ones = dict.fromkeys(other for cut in _cuts(name) for other in by_cut.get(cut, ()))
        fitting = [other for other in near_ones if _places(other) == _places(name) and _one_off(name, other)]
        if len(fitting) == 1 and len(name) >= _SHORTEST:
            yield name, fitting[0]


def _cuts(name: str) -> set[str]:
    """Return the name, and the name without each of its characters: two names one character apart share one."""
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}


def _one_off(one: str, other: str) -> bool:
    """Whether one becomes the other by one other character, one more or less, or two neighbours exchanged."""
    if len(one) != len(other):
        return abs(len(one) - len(other)) == 1
    off = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(off) == 1 or (len(off) == 2 and off[1] == off[0] + 1 and one[off[0]] == other[off[1]])


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is nearly this one, or None. Names that differ in a numeral, a letter or a direction
    are different places: 一村 is not 二村."""
    names = list(known)
    loose = {_loose(other): other for other in reversed(names)}
    if _loose(name) in loose:
        return loose[_loose(name)]
    close = near(_loose(name), loose)
    if close is None or _places(close) != _places(_loose(name)):
        return None
    return loose[close]


def _loose(name: str) -> str:
    key = "".join(c for c in name.casefold().translate(_SIMPLIFIED) if c.isalnum())
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) > len(ending) + 1:
            return key.removesuffix(ending)
    return key


def _places(name: str) -> list[str]:
    return sorted(character for character in name if character in _NUMERALS)
