"""Words on seasons and feasts, public holidays, weekends and times of the day."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "dimension.occasion_share": "{table}: share {occasion}",
    "dimension.occasion_share.means": "The part of the customer's money, or of the events where there are no amounts, "
    "that falls on these days, up to {as_of_date}.",
    "dimension.faith_occasion_share": "{table}: share {occasion}",
    "dimension.faith_occasion_share.means": "The part of the customer's money, or of the events where there are no "
    "amounts, that falls on these days, up to {as_of_date}. It may tell a faith, so it is held back.",
    "dimension.holiday_share": "{table}: share in the week up to a public holiday of {country}",
    "dimension.holiday_share.means": "The part of the customer's money, or of the events where there are no amounts, "
    "in the seven days up to and including a public holiday of the whole country, up to {as_of_date}.",
    "dimension.weekend_share": "{table}: share at the weekend",
    "dimension.weekend_share.means": "The part of them that falls on a Saturday or Sunday, up to {as_of_date}.",
    "dimension.daypart_share": "{table}: share {daypart}",
    "dimension.daypart_share.means": "The part of those with a time of day that falls into these six hours, up to "
    "{as_of_date}.",
    "occasion.christmas": "before Christmas (1 to 24 December)",
    "occasion.easter": "in the fortnight before Easter",
    "occasion.orthodox_easter": "in the fortnight before Orthodox Easter",
    "occasion.ramadan": "in Ramadan",
    "occasion.eid": "in the ten days up to Eid al-Fitr",
    "occasion.black_friday": "from Monday to Monday around Black Friday",
    "occasion.valentine": "in the week up to Valentine's Day",
    "occasion.summer": "in summer (June to August)",
    "occasion.january": "in January",
    "daypart.night": "at night (0 to 6)",
    "daypart.morning": "in the morning (6 to 12)",
    "daypart.afternoon": "in the afternoon (12 to 18)",
    "daypart.evening": "in the evening (18 to 24)",
    "error.parameter_unknown": "{given} is none of these: {known}.",
    "error.country_unknown": "The public holidays of {given} are not known. Give a country by its two capital letters, "
    "such as MT.",
}
