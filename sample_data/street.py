"""The invented street: its communities, what they are meant to show, and what the register says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

STREET = "东湖街道"
DISTRICT = "示范区"
EVENT = "2024年9月台风“贝碧嘉”"
PERIOD = "过去12个月"
SEED = 20231026
WAVES = {"2025": "2025/3/9", "2026": "2026/3/8"}
"""Wave -> day on which the survey opened."""
ROLES = ("resident", "committee", "property", "owners")


@dataclass(frozen=True)
class Place:
    """One invented community."""

    id: str
    """Id in the register."""
    name: str
    """Canonical name."""
    shows: str
    """Why it is in the sample."""
    classes: tuple[str | None, str | None]
    """Class by design in each wave; None: too few answers."""
    level: float
    """Level of all scores, 0-100, in the second wave."""
    special: Mapping[str, float] = field(default_factory=dict)
    """Scores with a level of their own in the second wave."""
    before: Mapping[str, float] = field(default_factory=dict)
    """The same for the first wave; `level` stands for all others."""
    people: tuple[int, int, int, int] = (40, 3, 3, 3)
    """Respondents of ROLES."""
    register: tuple[str, str, str] = ("working", "market", "commodity")
    """owners_committee, property_company, housing_type."""
    households: int = 1200
    """Households."""
    also: str = ""
    """Another name that some respondents write."""
    single_voice: str = ""
    """Role whose one member gives the state side the lowest marks."""

    def levels(self, wave: str) -> Mapping[str, float]:
        """Return the level of each score that has its own, and under "" that of all others."""
        if wave == max(WAVES) or not self.before:
            return {"": self.level, **self.special}
        return {"": self.level, **self.before}


PLACES = (
    Place(
        "DH01", "映月里", "plainly co-governing", ("co_governing", "co_governing"), 84,
        before={"": 78}, households=1460, also="映月里小区",
    ),
    Place(
        "DH02", "临湖苑", "co-governing at the border", ("intermediate", "co_governing"), 70,
        before={"": 61}, households=1120, people=(42, 3, 2, 3),
    ),
    Place(
        "DH03", "桂香园", "plainly intermediate", ("intermediate", "intermediate"), 59,
        before={"": 57}, households=980, also="桂香园一期",
    ),
    Place(
        "DH04", "银杏坊", "the property company exists but did not answer", ("intermediate", "intermediate"), 60,
        people=(38, 3, 0, 3), register=("working", "managed", "old_public"), households=860,
    ),
    Place(
        "DH05", "听涛湾", "plainly imbalanced: the market side is far behind", ("intermediate", "imbalanced"), 70,
        special={"state": 80, "market": 54, "society": 72}, before={"": 62, "market": 58}, households=1680,
        people=(44, 4, 3, 2),
    ),
    Place(
        "DH06", "南塘新村", "imbalanced at the border", ("imbalanced", "imbalanced"), 61,
        special={"state": 75, "market": 62, "society": 54}, before={"state": 76, "market": 60, "society": 55},
        register=("working", "managed", "relocated"), households=2040, people=(46, 4, 4, 2),
    ),
    Place(
        "DH07", "望河家园", "plainly deficient: no trust in the property company", ("intermediate", "deficient"), 48,
        special={"market": 34, "society": 43, "tension": 66}, before={"": 59, "tension": 48}, households=1310,
    ),
    Place(
        "DH08", "青石里", "deficient by its factors, not by its sides", ("deficient", "deficient"), 55,
        special={"capital": 41, "memory": 40}, before={"capital": 43, "memory": 42},
        register=("stalled", "market", "old_public"), households=740, people=(36, 3, 2, 2),
    ),
    Place(
        "DH09", "柳堤苑", "no owners' committee", ("deficient", "deficient"), 58,
        special={"society": 49}, before={"": 56, "society": 49}, people=(37, 3, 3, 0),
        register=("none", "market", "affordable"), households=690,
    ),
    Place(
        "DH10", "东篱小区", "too few residents", (None, None), 62,
        people=(3, 2, 2, 2), households=410,
    ),
    Place(
        "DH11", "云帆公寓", "few residents", ("intermediate", "intermediate"), 60,
        before={"": 64}, people=(7, 2, 2, 2), households=360,
    ),
    Place(
        "DH12", "旧机厂宿舍", "one staff form decides the class", ("intermediate", "deficient"), 58,
        special={"state": 55}, people=(34, 3, 1, 2), register=("stalled", "managed", "old_public"), households=520,
        single_voice="property",
    ),
)  # fmt: skip
