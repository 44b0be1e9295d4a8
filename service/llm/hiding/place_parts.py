"""What names of places and bodies are made of: last words, what stands between, and what ends a name to the left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from service.lexicons import tree

LADDER = "省市州县区旗镇乡村"


@dataclass(frozen=True)
class Parts:
    """The word lists of places and bodies. `last` is any last word; the sets hold some of them, or other words."""

    last: re.Pattern[str]
    small: frozenset[str]
    bodies: frozenset[str]
    named: frozenset[str]
    branded_seats: frozenset[str]
    brand: frozenset[str]
    no_brand: frozenset[str]
    village: re.Pattern[str]
    trades: frozenset[str]
    generic: frozenset[str]
    between: frozenset[str]
    stops: frozenset[str]
    regions: frozenset[str]


@lru_cache(maxsize=1)
def parts() -> Parts:
    """The lists, read once."""
    mine: dict[str, str] = tree("masking")
    rows: dict[str, str] = tree("name_parts")
    seats, bodies = mine["seats"].split("|"), f"{mine['bodies']}|{mine['trades']}".split("|")
    longest = sorted([*seats, *bodies], key=lambda word: (-len(word), word))
    return Parts(
        last=re.compile("|".join(longest)),
        small=frozenset(mine["small"]),
        bodies=frozenset(bodies),
        branded_seats=frozenset(mine["branded_seats"].split("|")),
        brand=frozenset(mine["brand"] + mine["given"]),
        no_brand=frozenset(mine["no_brand"].split("|")),
        village=_village(mine),
        named=frozenset(mine["named_bodies"].split("|")),
        trades=frozenset(mine["trades"].split("|")),
        generic=frozenset(rows["generic"].split("|")) - frozenset(rows["naming"].split("|")),
        between=frozenset(mine["between"].split("|")),
        stops=frozenset(mine["stops"]),
        regions=frozenset(mine["regions"].split("|")),
    )


def _village(mine: dict[str, str]) -> re.Pattern[str]:
    """Villages called by a family (王各庄, 丁家坝) or by a distance (五里铺)."""
    families = set(tree("third_parties")["surnames"]) - set(
        mine["particles"] + mine["doubtful"] + mine["compound_only"]
    )
    kinds = "庄屯堡营寨店沟湾台楼桥窑集圩坝坪岭咀嘴坡河塘冲畈巷渡坳村铺"
    return re.compile(
        f"[{''.join(sorted(families))}](?:家|各)[{kinds}]|[一二三四五六七八九十]{{1,3}}里[铺店坪墩河桥湾庄坡岗台牌营堡屯]"
    )
