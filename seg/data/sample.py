"""The built-in sample: 3,000 fictional customers of a shop, with five ways of shopping planted in them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

CUSTOMERS = 3_000
SEED = 20_260
LAST_DAY = date(2026, 6, 30)

COLUMNS = (
    "customer_id", "email", "first_name", "last_name", "birth_year", "gender", "country", "region", "household_size",
    "income_band", "member", "interests", "orders", "spend", "average_basket", "days_since_last_order", "web_visits",
    "email_opens", "discount_share", "preferred_channel", "satisfaction", "customer_since",
)  # fmt: skip
# fmt: off
FIRST_NAMES = {
    "female": (
        "Ada", "Berit", "Cosima", "Dalia", "Elin", "Fenna", "Greta", "Hanneke", "Ilse", "Jolanta", "Katrijn",
        "Lena", "Marit", "Noor", "Oksana", "Petra", "Renske", "Saskia", "Tilda", "Wanda",
    ),
    "male": (
        "Arvid", "Bram", "Casper", "Dries", "Emil", "Floris", "Gijs", "Henk", "Ivo", "Jarek", "Karel", "Lars",
        "Mats", "Niels", "Otto", "Pawel", "Rutger", "Stefan", "Tymon", "Viktor",
    ),
}
LAST_NAMES = (
    "Albrink", "Borovik", "Carlander", "Dumoulin", "Eikema", "Farrugen", "Gostyn", "Halvorin", "Iversma",
    "Janowin", "Kettelaar", "Lindqvar", "Mortensma", "Novotrin", "Oosterval", "Pereldik", "Quistgard",
    "Rosental", "Sandvoort", "Tarnowik", "Ulvestad", "Vermolen", "Westerlin", "Zammitar",
)
# fmt: on
PLACES = {
    "Netherlands": ("North Holland", "Utrecht", "Gelderland"),
    "Poland": ("Mazovia", "Lesser Poland", "Silesia"),
    "Malta": ("Northern Harbour", "Gozo"),
    "Germany": ("Bavaria", "Hamburg", "Saxony"),
}
INCOMES = ("under 20K", "20-34K", "35-49K", "50-74K", "75K+")
INTERESTS = ("sport", "garden", "cooking", "travel", "technology", "fashion", "home", "music")
CHANNELS = ("shop", "web", "app", "phone")


@dataclass(frozen=True)
class Way:
    """One planted way of shopping: typical values of what customers of this kind do.

    `orders`, `basket` (currency units), `recency` (days), `visits` (a month) and `opens` (of 20 mails) are
    medians; `discount` the mean share of discounted orders; `member` a chance, `channels` one for each
    """

    share: float
    orders: float
    basket: float
    recency: float
    visits: float
    opens: float
    discount: float
    member: float
    channels: tuple[float, ...]
    satisfaction: float
    age: float
    income: float
    interests: tuple[str, ...]
    years: float


# share, orders, basket, recency, visits, opens, discount, member, channels, satisfaction, age, income, interests, years
SHOP_FIRST, WEB_FIRST, DEALS, APP_FIRST, FADED = (
    (0.72, 0.12, 0.12, 0.04),
    (0.18, 0.47, 0.32, 0.03),
    (0.08, 0.52, 0.39, 0.01),
    (0.06, 0.34, 0.60, 0.00),
    (0.45, 0.38, 0.07, 0.10),
)
WAYS = {
    "regulars": Way(0.22, 22, 45, 9, 4, 12, 0.12, 0.93, SHOP_FIRST, 4.5, 55, 2.0, ("garden", "cooking", "home"), 7),
    "big spenders": Way(0.15, 11, 230, 20, 9, 9, 0.06, 0.80, WEB_FIRST, 4.3, 47, 3.5, ("travel", "fashion"), 5),
    "bargain hunters": Way(0.24, 9, 24, 25, 17, 16, 0.72, 0.55, DEALS, 3.4, 38, 1.2, ("home", "fashion"), 3),
    "newcomers": Way(
        0.18, 2, 55, 22, 10, 7, 0.28, 0.18, APP_FIRST, 3.9, 29, 1.6, ("technology", "music", "sport"), 0.5
    ),
    "drifted away": Way(0.21, 3, 42, 290, 1, 1.2, 0.20, 0.22, FADED, 2.6, 50, 1.9, ("cooking", "music"), 5),
}


def write_sample(path: Path) -> None:
    """Writes the sample as CSV (comma, UTF-8): the same bytes every time."""
    customers, _ = sample()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(customers)


def sample() -> tuple[list[tuple[str, ...]], list[str]]:
    """The rows of the sample, in the order of `COLUMNS`, and the planted way of each customer."""
    random = np.random.default_rng(SEED)
    ways = random.permutation(np.repeat(list(WAYS), [round(way.share * CUSTOMERS) for way in WAYS.values()]))
    return [_customer(random, number, WAYS[way]) for number, way in enumerate(ways, 1)], ways.tolist()


def _customer(random: np.random.Generator, number: int, way: Way) -> tuple[str, ...]:
    facts = _person(random, number) | _circumstances(random, way) | _behaviour(random, way)
    days = min(way.years * random.lognormal(0, 0.5), 15) * 365
    first_order = int(max(days, int(facts["days_since_last_order"])))  # nobody is a customer before the first order
    facts["customer_since"] = (LAST_DAY - timedelta(days=first_order)).isoformat()
    return tuple(facts[name] for name in COLUMNS)


def _person(random: np.random.Generator, number: int) -> dict[str, str]:
    gender = str(random.choice(["female", "male", "other"], p=[0.54, 0.44, 0.02]))
    names = FIRST_NAMES.get(gender) or FIRST_NAMES["female"] + FIRST_NAMES["male"]
    first, last = str(random.choice(names)), str(random.choice(LAST_NAMES))
    country = str(random.choice(list(PLACES), p=[0.4, 0.3, 0.1, 0.2]))
    return {
        "customer_id": f"{number * 37 % 100_000:07d}",
        "email": _sometimes(random, 0.96, f"{first}.{last}{number}@example.org".lower()),
        "first_name": first,
        "last_name": last,
        "gender": _sometimes(random, 0.97, gender),
        "country": country,
        "region": str(random.choice(PLACES[country])),
    }


def _circumstances(random: np.random.Generator, way: Way) -> dict[str, str]:
    """Who and how they are: near the way's typical age and income, far from fixed by it."""
    age = int(np.clip(random.normal(way.age, 11), 18, 92))
    income = int(np.clip(round(random.normal(way.income, 1.1)), 0, len(INCOMES) - 1))
    chances = np.array([4.0 if interest in way.interests else 1.0 for interest in INTERESTS])
    wanted = random.choice(INTERESTS, size=random.integers(1, 4), replace=False, p=chances / chances.sum())
    return {
        "birth_year": _sometimes(random, 0.96, str(LAST_DAY.year - age)),
        "household_size": str(1 + random.binomial(4, 0.32)),
        "income_band": _sometimes(random, 0.90, INCOMES[income]),
        "interests": _sometimes(random, 0.93, ";".join(sorted(wanted))),
    }


def _behaviour(random: np.random.Generator, way: Way) -> dict[str, str]:
    orders = max(1, round(way.orders * random.lognormal(0, 0.45)))
    basket = way.basket * random.lognormal(0, 0.40)
    satisfaction = int(np.clip(round(random.normal(way.satisfaction, 0.7)), 1, 5))
    return {
        "member": "yes" if random.random() < way.member else "no",
        "orders": str(orders),
        "average_basket": f"{basket:.2f}",
        "spend": f"{orders * basket:.2f}",
        "days_since_last_order": str(max(1, round(way.recency * random.lognormal(0, 0.6)))),
        "web_visits": _sometimes(random, 0.98, str(round(way.visits * random.lognormal(0, 0.6)))),
        "email_opens": str(min(20, round(way.opens * random.lognormal(0, 0.55)))),
        "discount_share": f"{random.beta(7 * way.discount, 7 * (1 - way.discount)):.2f}",
        "preferred_channel": str(random.choice(CHANNELS, p=way.channels)),
        "satisfaction": _sometimes(random, 0.88, str(satisfaction)),
    }


def _sometimes(random: np.random.Generator, chance: float, text: str) -> str:
    """The text with this chance, else an empty cell."""
    return text if random.random() < chance else ""
