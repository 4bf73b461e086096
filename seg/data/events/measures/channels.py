"""Ways and places: through which channel, for which campaign, where, and what most of all.

Names that draw are settled by the alphabet, in the order of their characters.
"""

from __future__ import annotations

import ibis.expr.types as ir

from seg.core.columns import Basis, Kind
from seg.core.events import Part
from seg.data.events.measures.expressions import earliest, latest, most_frequent, share
from seg.data.events.measures.registry import LINES, PICKS, Ask, measure

BEHAVIOURAL = Basis.BEHAVIOURAL


@measure(PICKS, BEHAVIOURAL, Kind.NOMINAL, needs=(Part.CHANNEL,))
def preferred_channel(lines: ir.Table, ask: Ask) -> ir.Table:
    """The most frequent one."""
    return most_frequent(_kept(lines), Part.CHANNEL)


@measure(LINES, BEHAVIOURAL, Kind.NUMBER, unit="share", needs=(Part.CHANNEL,), parameters=("channel",))
def channel_share(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """The part of the lines that name a channel which name this one."""
    named = ~lines.returned & lines.channel.notnull()
    return share(lines.count(where=named & (lines.channel == ask["channel"])), lines.count(where=named))


@measure(LINES, BEHAVIOURAL, Kind.NUMBER, unit="share", needs=(Part.CAMPAIGN,), parameters=("campaign",), offered=False)
def campaign_share(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """The part of the lines that name a campaign which name this one."""
    named = ~lines.returned & lines.campaign.notnull()
    return share(lines.count(where=named & (lines.campaign == ask["campaign"])), lines.count(where=named))


@measure(LINES, BEHAVIOURAL, Kind.NUMBER, unit="share", needs=(Part.CATEGORY,), parameters=("category",), offered=False)
def category_lines_share(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """The part of the lines with a category that have this one, whatever their money."""
    named = ~lines.returned & lines.category.notnull()
    return share(lines.count(where=named & (lines.category == ask["category"])), lines.count(where=named))


@measure(LINES, BEHAVIOURAL, Kind.COUNT, needs=(Part.CHANNEL,), empty=0)
def channels_used(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """Different channels."""
    return lines.channel.nunique(where=~lines.returned)


@measure(PICKS, BEHAVIOURAL, Kind.NOMINAL, needs=(Part.CHANNEL, Part.TIME))
def first_channel(lines: ir.Table, ask: Ask) -> ir.Table:
    """The channel of the earliest line that names one."""
    return earliest(_kept(lines), Part.CHANNEL)


@measure(PICKS, BEHAVIOURAL, Kind.NOMINAL, needs=(Part.CHANNEL, Part.TIME))
def last_channel(lines: ir.Table, ask: Ask) -> ir.Table:
    """The channel of the latest line that names one."""
    return latest(_kept(lines), Part.CHANNEL)


@measure(PICKS, BEHAVIOURAL, Kind.NOMINAL, needs=(Part.CAMPAIGN, Part.TIME))
def last_campaign(lines: ir.Table, ask: Ask) -> ir.Table:
    """The campaign of the latest line that names one."""
    return latest(_kept(lines), Part.CAMPAIGN)


@measure(LINES, BEHAVIOURAL, Kind.COUNT, needs=(Part.CAMPAIGN,), empty=0)
def campaigns_met(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """Different campaigns."""
    return lines.campaign.nunique(where=~lines.returned)


@measure(PICKS, Basis.GEOGRAPHIC, Kind.NOMINAL, needs=(Part.PLACE,))
def usual_place(lines: ir.Table, ask: Ask) -> ir.Table:
    """The most frequent place."""
    return most_frequent(_kept(lines), Part.PLACE)


@measure(PICKS, BEHAVIOURAL, Kind.NOMINAL, needs=(Part.CATEGORY,))
def preferred_category(lines: ir.Table, ask: Ask) -> ir.Table:
    """The category of most lines, whatever their money."""
    return most_frequent(_kept(lines), Part.CATEGORY)


def _kept(lines: ir.Table) -> ir.Table:
    """Without what went back."""
    return lines.filter(~lines.returned)
