"""Satisfaction: what customers answered, how many complaints they made, and whether they wait for an answer."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from seg.core.columns import Basis, Kind
from seg.core.events import About, Part
from seg.data.events.measures.expressions import latest, says
from seg.data.events.measures.registry import COUNTED, CUSTOMERS, LINES, PICKS, Ask, measure

NEEDS, PSYCHOGRAPHIC, BEHAVIOURAL = Basis.NEEDS, Basis.PSYCHOGRAPHIC, Basis.BEHAVIOURAL
ASKED = (About.ANSWERS, About.SUPPORT, About.OTHER)

PROMOTERS_FROM, PASSIVES_FROM = 9, 7
"""Of an answer from 0 to 10 (Reichheld 2003)."""

COMPLAINT = (
    *("complain*", "grievance*"),
    *("klacht*", "reclamatie*"),  # Dutch
    *("reklamacj*", "skarg*", "zażaleni*"),  # Polish
    *("жалоб*", "рекламаци*", "претензи*"),  # Russian
    *("aduan*", "rungutan"),  # Malay
    *("ilment*", "lment*"),  # Maltese
    *("beschwerde*", "reklamation*"),  # German
    *("plainte*", "réclamation*", "reclamation*"),  # French
    *("queja*", "reclamaci*"),  # Spanish
    *("reclamo", "reclami", "lamentel*"),  # Italian
)
"""Words in the type of an event that make it a complaint."""

OPEN = (
    *("open", "opened", "reopened", "new", "unanswered", "unresolved", "pending", "waiting", "awaiting", "in progress"),
    *("openstaand", "onbeantwoord", "nieuw", "wachtend", "in behandeling"),  # Dutch
    *("otwart*", "nowy", "nowa", "nowe", "oczekuj*", "w toku", "bez odpowiedzi"),  # Polish
    *("открыт*", "новый", "новая", "новое", "ожида*", "в работе", "без ответа"),  # Russian
    *("terbuka", "dibuka", "baharu", "menunggu", "tertunda", "belum dijawab"),  # Malay
    *("miftuħ*", "miftuh*", "ġdid*", "pendenti", "mhux imwieġeb*", "mingħajr tweġiba"),  # Maltese
    *(
        "offen",
        "offene",
        "offener",
        "offenes",
        "neu",
        "unbeantwortet",
        "ausstehend",
        "wartend",
        "in bearbeitung",
    ),  # German
    *("ouvert", "ouverte", "nouveau", "nouvelle", "en attente", "en cours", "sans réponse"),  # French
    *("abierto", "abierta", "nuevo", "nueva", "pendiente", "en curso", "sin respuesta", "sin responder"),  # Spanish
    *("aperto", "aperta", "nuovo", "nuova", "in sospeso", "in attesa", "in corso", "senza risposta"),  # Italian
)
"""Words in the status of a request that nobody has answered yet, or not to the end."""


@measure(PICKS, PSYCHOGRAPHIC, Kind.NUMBER, about=ASKED, needs=(Part.SCORE, Part.TIME), returned=COUNTED)
def latest_score(lines: ir.Table, ask: Ask) -> ir.Table:
    """The last answer, whatever was asked."""
    return latest(lines, Part.SCORE)


@measure(
    PICKS,
    NEEDS,
    Kind.NUMBER,
    about=ASKED,
    needs=(Part.SCORE, Part.TYPE, Part.TIME),
    parameters=("type",),
    returned=COUNTED,
)
def latest_answer(lines: ir.Table, ask: Ask) -> ir.Table:
    """The last answer to one question."""
    return latest(lines.filter(lines.type == ask["type"]), Part.SCORE)


@measure(LINES, PSYCHOGRAPHIC, Kind.NUMBER, about=ASKED, needs=(Part.SCORE,), returned=COUNTED)
def mean_score(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """The mean of all answers, whatever was asked."""
    return lines.score.mean()


@measure(LINES, NEEDS, Kind.NUMBER, about=ASKED, needs=(Part.SCORE, Part.TYPE), parameters=("type",), returned=COUNTED)
def mean_answer(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """The mean of the answers to one question."""
    return lines.score.mean(where=lines.type == ask["type"])


@measure(
    CUSTOMERS,
    PSYCHOGRAPHIC,
    Kind.ORDINAL,
    about=ASKED,
    needs=(Part.SCORE, Part.TIME),
    of=("latest_score",),
    levels=("detractor", "passive", "promoter"),
    returned=COUNTED,
)
def nps_group(ask: Ask, latest_score: ir.NumericValue) -> ir.StringValue:
    """The group of the Net Promoter Score that the last answer falls into."""
    return ibis.cases(
        (latest_score >= PROMOTERS_FROM, "promoter"),
        (latest_score >= PASSIVES_FROM, "passive"),
        (latest_score.notnull(), "detractor"),
        else_=ibis.null("string"),
    )


@measure(LINES, BEHAVIOURAL, Kind.COUNT, about=ASKED, needs=(Part.TYPE,), empty=0, returned=COUNTED)
def complaints(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """How many events say of themselves that they are a complaint."""
    return lines.count(where=says(lines.type, COMPLAINT))


@measure(
    LINES,
    BEHAVIOURAL,
    Kind.NUMBER,
    unit="days",
    about=(About.SUPPORT,),
    needs=(Part.STATUS, Part.TIME),
    offered=False,
    returned=COUNTED,
)
def unanswered_days(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """Days from the last request, if it is still open; unknown if it was answered."""
    last_open = lines.second.max(where=says(lines.status, OPEN))
    return (last_open == lines.second.max()).ifelse(ask.as_of_day - lines.day.max(), ibis.null("int64"))
