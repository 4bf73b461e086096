"""What customers answered and asked, worked out by hand."""

import pytest

from seg.data.events.measures import satisfaction
from tests.data.events.measures.tables import compiled, event, measures_of, said


@pytest.mark.parametrize("dialect", ["duckdb", "postgres"])
@pytest.mark.parametrize("measure", measures_of(satisfaction), ids=lambda measure: measure.name)
def test_is_sql_for_every_engine(measure, dialect):
    assert compiled(measure, dialect)


ANSWERS = [
    event("anna", 9, type="nps", score=3.0),
    event("anna", 5, type="nps", score=9.0),
    event("anna", 2, type="price", score=4.0),
    event("anna", 1, type="nps", score=None),
    event("bob", 5, type="nps", score=8.0),
    event("bob", 5, type="nps", score=10.0),
    event("bob", 5, type="nps", score=None),
    event("bob", 5, type="nps", score=2.0, hour=11),
    event("cleo", None, type="nps", score=6.0),
    event("dora", 5, type="price", score=None),
    event("emil", -1, type="price", score=7.0),
]


@pytest.mark.parametrize(
    ("asked", "anna", "bob", "cleo"),
    [
        ("latest_score", 4, 8, None),
        ("latest_answer(type=nps)", 9, 8, None),
        ("latest_answer(type=price)", 4, None, None),
        ("latest_answer(days=5;type=nps)", None, None, None),
        ("latest_answer(days=6;type=nps)", 9, 8, None),
        ("mean_score", 16 / 3, 20 / 3, 6),
        ("mean_answer(type=nps)", 6, 20 / 3, 6),
        ("mean_answer(type=price)", 4, None, None),
    ],
)
def test_answers(asked, anna, bob, cleo):
    found = said(f"answers:{asked}", answers=ANSWERS)
    assert found == pytest.approx({"anna": anna, "bob": bob, "cleo": cleo, "dora": None, "emil": None, "nobody": None})


def test_the_groups_of_the_net_promoter_score():
    groups = {"0": "detractor", "6": "detractor", "7": "passive", "8": "passive", "9": "promoter", "10": "promoter"}
    answers = [event(score, 3, score=float(score)) for score in groups]
    answers.append(event("none", 3, score=None))
    assert said("answers:nps_group", answers=answers) == groups | {"none": None, "nobody": None}


COMPLAINTS = (
    *("complaint", "Complaint: late", "customer_complaint", "Klacht", "klachten", "Reklamacja", "zażalenie", "ЖАЛОБА"),
    *("aduan", "Ilment", "Beschwerde", "Reklamation", "Plainte", "réclamation", "queja", "Reclamación", "reclamo"),
)


@pytest.mark.parametrize("said_of_it", COMPLAINTS)
def test_a_complaint_is_known_by_its_name(said_of_it):
    assert said("support:complaints", support=[event("anna", 3, type=said_of_it)])["anna"] == 1


def test_complaints_are_counted():
    support = [
        *(event("anna", ago, type="complaint") for ago in (50, 9, 9)),
        event("anna", 5, type="refund complaint", returned=True),
        *(event("bob", 5, type=word) for word in ("question", "compliment", "reklama", "reclame", None)),
    ]
    assert said("support:complaints", support=support) == {"anna": 4, "bob": 0, "nobody": 0}
    assert said("support:complaints(days=30)", support=support)["anna"] == 3


def test_only_the_last_request_can_wait():
    support = [
        event("waits", 9, status="closed"),
        event("waits", 4, status="Open"),
        event("answered", 9, status="open"),
        event("answered", 4, status="closed"),
        event("two at once", 4, status="solved"),
        event("two at once", 4, status="pending"),
        event("answered that day", 4, status="open", hour=9),
        event("answered that day", 4, status="closed", hour=10),
        event("says nothing", 9, status="open"),
        event("says nothing", 4, status=None),
        event("when", None, status="open"),
    ]
    assert said("support:unanswered_days", support=support) == {
        "waits": 4,
        "answered": None,
        "two at once": 4,
        "answered that day": None,
        "says nothing": None,
        "when": None,
        "nobody": None,
    }


OPEN = (
    *("open", "OPEN", "re-opened", "in progress", "In_Progress", "Waiting for agent", "unanswered", "Pending", "new"),
    *("openstaand", "Onbeantwoord", "otwarte", "W toku", "Открыто", "без ответа", "belum dijawab", "miftuħ"),
    *("offen", "In Bearbeitung", "en attente", "abierto", "sin respuesta", "In attesa"),
)
CLOSED = (
    "closed",
    "solved",
    "answered",
    "opera",
    "news",
    "renew",
    "opening hours",
    "gesloten",
    "zamknięte",
    "закрыто",
    "",
)


@pytest.mark.parametrize("status", OPEN)
def test_an_open_request_is_known_by_its_status(status):
    assert said("support:unanswered_days", support=[event("anna", 3, status=status)])["anna"] == 3


def test_other_statuses_are_not_open():
    support = [event(f"{at}", 3, status=status) for at, status in enumerate(CLOSED)]
    assert set(said("support:unanswered_days", support=support).values()) == {None}
