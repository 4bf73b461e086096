"""Words on channels, campaigns, places, and what is preferred."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "dimension.preferred_channel": "{table}: usual channel",
    "dimension.preferred_channel.means": "The channel that most lines of the customer name, up to {as_of_date}; if two "
    "draw, the first in the alphabet. Unknown for customers without a channel.",
    "dimension.channel_share": "{table}: share through {channel}",
    "dimension.channel_share.means": "Of the customer's lines that name a channel, up to {as_of_date}, the part that "
    "names {channel}. Unknown for customers without a channel.",
    "dimension.campaign_share": "{table}: share of the campaign {campaign}",
    "dimension.campaign_share.means": "Of the customer's lines that name a campaign, up to {as_of_date}, the part that "
    "names {campaign}. Unknown for customers without a campaign.",
    "dimension.category_lines_share": "{table}: share of {category}",
    "dimension.category_lines_share.means": "Of the customer's lines that have a category, up to {as_of_date}, the "
    "part of the category {category}. Unknown for customers without a category.",
    "dimension.channels_used": "{table}: different channels",
    "dimension.channels_used.means": "How many different channels the customer used up to {as_of_date}. 0 for "
    "customers without a channel.",
    "dimension.first_channel": "{table}: first channel",
    "dimension.first_channel.means": "The channel that the customer came through first: that of the earliest line, up "
    "to {as_of_date}, that names one. If two are as early, the first in the alphabet. Unknown for customers without a "
    "channel.",
    "dimension.last_channel": "{table}: last channel",
    "dimension.last_channel.means": "The channel of the customer's latest line, up to {as_of_date}, that names one. If "
    "two are as late, the first in the alphabet. Unknown for customers without a channel.",
    "dimension.last_campaign": "{table}: last campaign",
    "dimension.last_campaign.means": "The campaign of the customer's latest line, up to {as_of_date}, that names one. "
    "If two are as late, the first in the alphabet. Unknown for customers without a campaign.",
    "dimension.campaigns_met": "{table}: different campaigns",
    "dimension.campaigns_met.means": "How many different campaigns the customer's lines name, up to {as_of_date}. 0 "
    "for customers without a campaign.",
    "dimension.usual_place": "{table}: usual place",
    "dimension.usual_place.means": "The place that most lines of the customer name, up to {as_of_date}; if two draw, "
    "the first in the alphabet. Unknown for customers without a place.",
    "dimension.preferred_category": "{table}: favourite category",
    "dimension.preferred_category.means": "The category that most lines of the customer name, up to {as_of_date}, "
    "whatever they cost; if two draw, the first in the alphabet. Unknown for customers without a category.",
}
