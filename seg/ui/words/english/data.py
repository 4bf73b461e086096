"""Words on what columns are and why, on making a dataset, and on everything the audit finds."""

SPEAKS_OF = {
    "consent": "The name speaks of consent.",
    "email": "The name speaks of an e-mail address.",
    "iban": "The name speaks of a bank account.",
    "ip_address": "The name speaks of an internet address.",
    "phone": "The name speaks of a phone number.",
    "national_id": "The name speaks of a number that the state gave to a person.",
    "postcode": "The name speaks of a postcode.",
    "address": "The name speaks of an address.",
    "birth_date": "The name speaks of a date of birth.",
    "birth_year": "The name speaks of a year of birth.",
    "age": "The name speaks of age.",
    "gender": "The name speaks of gender.",
    "ethnicity": "The name speaks of ethnic origin.",
    "religion": "The name speaks of religion.",
    "politics": "The name speaks of politics.",
    "trade_union": "The name speaks of a trade union.",
    "health": "The name speaks of health.",
    "disability": "The name speaks of a disability.",
    "biometrics": "The name speaks of a body that a machine recognises.",
    "orientation": "The name speaks of sexual orientation.",
    "nationality": "The name speaks of nationality.",
    "marital_status": "The name speaks of marriage or partnership.",
    "income": "The name speaks of income.",
    "visits": "The name speaks of visits.",
    "children": "The name speaks of children.",
    "household": "The name speaks of the household.",
    "home": "The name speaks of the home.",
    "pets": "The name speaks of pets.",
    "education": "The name speaks of education.",
    "occupation": "The name speaks of an occupation.",
    "person_name": "The name speaks of a person's name.",
    "churn": "The name speaks of leaving.",
    "response": "The name speaks of a campaign or the answer to one.",
    "complaint": "The name speaks of complaints.",
    "recency": "The name speaks of time since the last contact.",
    "tenure": "The name speaks of time as a customer.",
    "since": "The name speaks of the start as a customer.",
    "discount": "The name speaks of discounts.",
    "amount": "The name speaks of an amount of money.",
    "score": "The name speaks of a score that was computed.",
    "satisfaction": "The name speaks of satisfaction or a rating.",
    "engagement": "The name speaks of opened or clicked messages.",
    "orders": "The name speaks of orders.",
    "quantity": "The name speaks of a quantity.",
    "count": "The name speaks of a count.",
    "duration": "The name speaks of a length of time.",
    "share": "The name speaks of a share.",
    "need": "The name speaks of needs or reasons.",
    "interest": "The name speaks of interests.",
    "perception": "The name speaks of how something is seen.",
    "channel": "The name speaks of a channel.",
    "payment": "The name speaks of payment.",
    "contract": "The name speaks of a contract.",
    "membership": "The name speaks of a membership.",
    "service": "The name speaks of a service.",
    "device": "The name speaks of a device.",
    "category": "The name speaks of a product category.",
    "product": "The name speaks of a product.",
    "currency": "The name speaks of a currency.",
    "coordinates": "The name speaks of a point on the map.",
    "country": "The name speaks of a country.",
    "region": "The name speaks of a region.",
    "city": "The name speaks of a town.",
    "language": "The name speaks of a language.",
    "social_class": "The name speaks of social class.",
    "calendar": "The name speaks of a part of the calendar.",
    "date": "The name speaks of a date.",
    "code": "The name speaks of a code or type.",
    "faith_related": "The name speaks of something that can tell a religion.",
    "health_related": "The name speaks of something that can tell a state of health.",
    "origin_related": "The name speaks of something that can tell an origin.",
}

SENTENCES: dict[str, str | tuple[str, str]] = {
    **{f"concept.{concept}": sentence for concept, sentence in SPEAKS_OF.items()},
    "column.looks_like_email": "The values look like e-mail addresses in {matching_share} of the rows.",
    "column.looks_like_phone": "The values look like phone numbers in {matching_share} of the rows.",
    "column.looks_like_iban": "The values are valid bank account numbers in {matching_share} of the rows.",
    "column.looks_like_ip": "The values look like internet addresses in {matching_share} of the rows.",
    "column.looks_like_street": "The values look like street addresses in {matching_share} of the rows.",
    "column.looks_like_card": "The values look like numbers of payment cards in {matching_share} of the rows.",
    "column.looks_like_handle": "The values look like accounts on social networks in {matching_share} of the rows.",
    "column.looks_like_name": "The values look like names of people in {matching_share} of the rows.",
    "column.values_disability": "The values speak of disabilities in {matching_share} of the rows.",
    "column.values_ethnicity": "The values are ethnic groups in {matching_share} of the rows.",
    "column.values_health": "The values are illnesses in {matching_share} of the rows.",
    "column.values_orientation": "The values speak of sexual orientation in {matching_share} of the rows.",
    "column.values_politics": "The values are political parties in {matching_share} of the rows.",
    "column.values_religion": "The values are religions in {matching_share} of the rows.",
    "column.values_trade_union": "The values are trade unions in {matching_share} of the rows.",
    "column.two_values": "The values are {no} and {yes}.",
    "column.ordered": (
        "{count} value in an order, from {first} to {last}.",
        "{count} values in an order, from {first} to {last}.",
    ),
    "column.answers": "Answers from {low} to {high}.",
    "column.whole_numbers": "Whole numbers from {low} to {high}.",
    "column.numbers": "Numbers from {low} to {high}.",
    "column.written_numbers": "Numbers from {low} to {high}, written with {decimal} before the decimals.",
    "column.dates": "The values are dates, such as {example}.",
    "column.date_order_unsure": "Day, month and year could be in another order: check how {example} was read.",
    "column.two_date_formats": (
        "Dates are written in two ways: most like {example}, {count} like {other}. Both were read.",
        "Dates are written in two ways: most like {example}, {count} like {other}. Both were read.",
    ),
    "column.two_digit_years": "Years have two digits: 00 to 68 were read as 2000 to 2068, 69 to 99 as 1969 to 1999.",
    "column.two_digit_births": "Years have two digits: 30 to 99 were read as 1930 to 1999, 00 to 29 as 2000 to 2029.",
    "column.several_values": "Cells hold several values, parted by {separator}.",
    "column.texts": ("Text with {count} different value.", "Text with {count} different values."),
    "column.placeholders": "{placeholder_share} of the values only say that nothing is known: {words}.",
    "column.sentinels": (
        "{count} value ({sentinel_share}) may stand for a missing one: {values}. It is kept as it is.",
        "{count} values ({sentinel_share}) may stand for missing ones: {values}. They are kept as they are.",
    ),
    "column.several_currencies": "The amounts are in several currencies: {currencies}. Added up they would mean "
    "nothing, so they stay text. Convert them to one currency in the file.",
    "column.several_units": "The numbers are measured in different units: {units}. Added up they would mean nothing, "
    "so they stay text. Convert them to one unit in the file.",
    "column.currencies_beside": "{column} says that the amounts are in several currencies: {currencies}. Convert them "
    "to one currency in the file before they are compared.",
    "column.like_amounts": "The numbers have two decimals, as amounts of money have.",
    "column.opinions": "The values judge or agree, so they are taken for an attitude.",
    "column.constant": "Every row has the same value.",
    "column.empty": "No row has a value.",
    "column.sensitive": "This is sensitive: use it to describe segments, and to form them only for a good reason.",
    "column.held": "This is a special category of personal data. It describes segments; to form them with it, say why.",
    "column.held_proxy": "This can stand in for origin, religion or health. It describes segments; "
    "to form them with it, say why.",
    "column.id_unique": (
        "{count} value, each of them once.",
        "{count} different values, each of them once.",
    ),
    "column.id_repeats": (
        "The name says id, but there is only {count} different value in {rows} rows.",
        "The name says id, but there are only {count} different values in {rows} rows.",
    ),
    "column.named_id_not_chosen": "The name says id, but another column holds the ids of the customers.",
    "aside.no_id": (
        "{count} row has no id in {column}.",
        "{count} rows have no id in {column}.",
    ),
    "aside.repeated_id_first_kept": (
        "{count} row repeats an id in {column}; the first row of each id was kept.",
        "{count} rows repeat an id in {column}; the first row of each id was kept.",
    ),
    "aside.repeated_id_last_kept": (
        "{count} row repeats an id in {column}; the last row of each id was kept.",
        "{count} rows repeat an id in {column}; the last row of each id was kept.",
    ),
    "cast.not_a_number": (
        "{count} value of {column} is not a usable number: {examples} (row {row}). It counts as missing. "
        "Correct it in the file, or choose another kind for the column.",
        "{count} values of {column} are not usable numbers, from row {row} on: {examples}. They count as missing. "
        "Correct them in the file, or choose another kind for the column.",
    ),
    "cast.not_a_date": (
        "{count} value of {column} is not a date: {examples} (row {row}). It counts as missing. "
        "Correct it in the file, or choose another kind for the column.",
        "{count} values of {column} are not dates, from row {row} on: {examples}. They count as missing. "
        "Correct them in the file, or choose another kind for the column.",
    ),
    "cast.not_a_level": (
        "{count} value of {column} is none of its ordered groups: {examples} (row {row}). It counts as missing. "
        "If it should count, choose Groups as the kind of the column.",
        "{count} values of {column} are none of its ordered groups, from row {row} on: {examples}. "
        "They count as missing. If they should count, choose Groups as the kind of the column.",
    ),
    "audit.too_few_rows": (
        "The file has {count} row. At least {least} customers are needed: choose a longer export.",
        "The file has {count} rows. At least {least} customers are needed: choose a longer export.",
    ),
    "audit.row_numbers": (
        "No column holds ids, so the {count} row got its number as id. Choose an id column if there is one.",
        "No column holds ids, so the {count} rows got their numbers as ids. Choose an id column if there is one.",
    ),
    "audit.other_ids": (
        "{columns} looks like an id too. Check that the right column was chosen as customer id.",
        "{columns} look like ids too. Check that the right column was chosen as customer id.",
    ),
    "audit.no_id": (
        "{count} customer has no id in {column} and will be set aside. Fill it in the file to keep the customer.",
        "{count} customers have no id in {column} and will be set aside. Fill them in the file to keep them.",
    ),
    "audit.repeated_ids": (
        "{count} id in {column} occurs more than once, in {rows} rows ({examples}). "
        "Unless you choose otherwise, the first row of the id is kept and the others are set aside.",
        "{count} ids in {column} occur more than once, in {rows} rows (such as {examples}). "
        "Unless you choose otherwise, the first row of each id is kept and the others are set aside.",
    ),
    "audit.rows_are_orders": (
        "The table seems to list orders or other events rather than customers: the {count} id in {column} has {rows} "
        "rows ({examples}). Make one row of it, or join the table to one of customers.",
        "The table seems to list orders or other events rather than customers: the {count} ids in {column} have "
        "{rows} rows (such as {examples}). Make one row of each, or join the table to one of customers.",
    ),
    "audit.ids_alike": (
        "{count} id in {column} looks like another: only zeros in front, .0 at the end or capitals differ "
        "({examples}). They are kept apart; written in one way they are {customers}.",
        "{count} ids in {column} look alike: only zeros in front, .0 at the end or capitals differ ({examples}). "
        "They are kept apart; written in one way they are {customers}.",
    ),
    "audit.all_missing": "{column} has no values at all. It will not be used.",
    "audit.mostly_missing": (
        "{column} has no value for {count} customer ({missing_share}). It is not proposed to form segments.",
        "{column} has no value for {count} customers ({missing_share}). It is not proposed to form segments.",
    ),
    "audit.some_missing": (
        "{column} has no value for {count} customer ({missing_share}). The customer is still included.",
        "{column} has no value for {count} customers ({missing_share}). They are still included.",
    ),
    "audit.constant": "{column} has the same value for everyone, so it cannot tell customers apart and is not used.",
    "audit.only_value": (
        "{column} is either {value} or empty for {count} customer. If empty means no, write no into the file; as it "
        "stands it is not used.",
        "{column} is either {value} or empty for {count} customers. If empty means no, write no into the file; as it "
        "stands it is not used.",
    ),
    "audit.identical": "{column} has the same values as {other} in every row. Use only one of them to form segments.",
    "audit.contact": (
        "{columns} holds contact details. It is kept apart and only added to a list when you ask for it.",
        "{columns} hold contact details. They are kept apart and only added to a list when you ask for them.",
    ),
    "audit.sensitive": (
        "{columns} is sensitive. It can describe segments; form them with it only for a good reason.",
        "{columns} are sensitive. They can describe segments; form segments with them only for a good reason.",
    ),
    "audit.extreme": (
        "{count} value of {column} lies far above the others ({examples}), while 99 of 100 customers are below "
        "{usual}. It is kept; correct the file if it is a mistake.",
        "{count} values of {column} lie far above the others (such as {examples}), while 99 of 100 "
        "customers are below {usual}. They are kept; correct the file if they are mistakes.",
    ),
    "audit.birth_years": (
        "{count} year of birth in {column} is hard to believe; the years go from {earliest} to {last}. "
        "Treat it as missing, or correct it in the file.",
        "{count} years of birth in {column} are hard to believe; the years go from {earliest} to {last}. "
        "Treat them as missing, or correct them in the file.",
    ),
    "audit.date_order": "The dates in {column} can be read in two ways. {example} was read like {date_format}: choose "
    "the other way if that is wrong, or confirm it.",
    "audit.date_ways": (
        "The dates in {column} are written in two ways: most like {example}, {count} like {other}. Both are read.",
        "The dates in {column} are written in two ways: most like {example}, {count} like {other}. Both are read.",
    ),
    "audit.currencies": "{column} holds amounts in several currencies: {currencies}. Added up they mean nothing. "
    "Convert them to one currency in the file, or leave out the column.",
    "audit.units": "{column} holds numbers in different units: {units}. Added up they mean nothing. "
    "Convert them to one unit in the file, or leave out the column.",
    "audit.currencies_beside": "{other} says that the amounts in {column} are in several currencies: {currencies}. "
    "They are taken for the same. Convert them to one currency in the file, or leave out the column.",
    "audit.spellings": (
        "{count} value of {column} differs from another only in capitals, accents or blanks, such as {examples}. "
        "As they stand they are different groups.",
        "{count} values of {column} differ from another only in capitals, accents or blanks, such as {examples}. "
        "As they stand they are different groups.",
    ),
    "audit.placeholders": (
        "{count} value of {column} only says that nothing is known ({words}), yet it counts as a value.",
        "{count} values of {column} only say that nothing is known ({words}), yet they count as values.",
    ),
    "audit.sentinels": (
        "{count} value of {column} may stand for a missing one: {examples}. Treat it as missing if nothing is known "
        "there.",
        "{count} values of {column} may stand for missing ones: {examples}. Treat them as missing if nothing is known "
        "there.",
    ),
    "audit.nearly_constant": (
        "{column} is {value} for nearly everyone; only {count} customer differs. It can hardly tell customers apart.",
        "{column} is {value} for nearly everyone; only {count} customers differ. It can hardly tell customers apart.",
    ),
    "audit.identical_rows": (
        "{count} row is the same as an earlier one in every column. It may be there twice by mistake.",
        "{count} rows are the same as an earlier one in every column. They may be there twice by mistake.",
    ),
    "audit.identical_rows_without_ids": (
        "{count} row is the same as an earlier one in every column. Without ids nobody can tell whether it is there "
        "twice by mistake or two customers are alike.",
        "{count} rows are the same as an earlier one in every column. Without ids nobody can tell whether they are "
        "there twice by mistake or customers are alike.",
    ),
    "audit.correlated": "{column} and {other} go up and down together (Pearson's r {r}; amounts and counts on a scale "
    "that draws in large ones). What they share counts twice when both form segments: leave one out.",
    "audit.associated": "{column} and {other} nearly say the same (Cramér's V {v}). What they share counts twice when "
    "both form segments: leave one out.",
    "audit.few_for_dimensions": (
        "{count} customer is few for the {dimensions} dimensions proposed; {good} or more give steadier segments. "
        "Use fewer dimensions, or a longer export.",
        "{count} customers are few for the {dimensions} dimensions proposed; {good} or more give steadier segments. "
        "Use fewer dimensions, or a longer export.",
    ),
    "audit.too_few_for_dimensions": (
        "{count} customer is too few for the {dimensions} dimensions proposed: {segments} segments need at least "
        "{least}, better {good}. Use fewer dimensions, or a longer export.",
        "{count} customers are too few for the {dimensions} dimensions proposed: {segments} segments need at least "
        "{least}, better {good}. Use fewer dimensions, or a longer export.",
    ),
    "audit.held": (
        "{columns} is held back: it is of a kind that the law protects most, or stands in for one. It describes "
        "segments, and forms them only when you say why.",
        "{columns} are held back: they are of a kind that the law protects most, or stand in for one. They describe "
        "segments, and form them only when you say why.",
    ),
    "error.too_few_customers": (
        "{count} customer remains, and at least {least} are needed. Choose a longer export, or check the id column.",
        "{count} customers remain, and at least {least} are needed. Choose a longer export, or check the id column.",
    ),
}
