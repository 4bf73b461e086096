"""Words on what columns are and why, on making a dataset, and on everything the audit finds."""

SPEAKS_OF = {
    "consent": "The name speaks of consent.",
    "email": "The name speaks of an e-mail address.",
    "iban": "The name speaks of a bank account.",
    "ip_address": "The name speaks of an internet address.",
    "phone": "The name speaks of a phone number.",
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
    "country": "The name speaks of a country.",
    "region": "The name speaks of a region.",
    "city": "The name speaks of a town.",
    "language": "The name speaks of a language.",
    "social_class": "The name speaks of social class.",
    "calendar": "The name speaks of a part of the calendar.",
    "date": "The name speaks of a date.",
    "code": "The name speaks of a code or type.",
}

SENTENCES: dict[str, str | tuple[str, str]] = {
    **{f"concept.{concept}": sentence for concept, sentence in SPEAKS_OF.items()},
    "column.looks_like_email": "The values look like e-mail addresses in {matching_share} of the rows.",
    "column.looks_like_phone": "The values look like phone numbers in {matching_share} of the rows.",
    "column.looks_like_iban": "The values are valid bank account numbers in {matching_share} of the rows.",
    "column.looks_like_ip": "The values look like internet addresses in {matching_share} of the rows.",
    "column.looks_like_street": "The values look like street addresses in {matching_share} of the rows.",
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
    "column.date_order_unsure": "Day and month could be the other way round: {example} was read with the day first.",
    "column.several_values": "Cells hold several values, parted by {separator}.",
    "column.texts": ("Text with {count} different value.", "Text with {count} different values."),
    "column.placeholders": "{placeholder_share} of the values only say that nothing is known: {words}.",
    "column.constant": "Every row has the same value.",
    "column.empty": "No row has a value.",
    "column.sensitive": "This is sensitive: use it to describe segments, and to form them only for a good reason.",
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
        "Choose whether the first or the last row of each id is kept.",
        "{count} ids in {column} occur more than once, in {rows} rows (such as {examples}). "
        "Choose whether the first or the last row of each id is kept.",
    ),
    "audit.ids_alike": (
        "{count} id in {column} looks like another: only zeros in front, .0 at the end or capitals differ. "
        "They are kept apart; if they are one customer, correct the file.",
        "{count} ids in {column} look alike: only zeros in front, .0 at the end or capitals differ. "
        "They are kept apart; if they are the same customers, correct the file.",
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
        "{count} value of {column} lies far above the others, up to {largest}, while 99 of 100 customers are below "
        "{usual}. It is kept; correct the file if it is a mistake.",
        "{count} values of {column} lie far above the others, up to {largest}, while 99 of 100 customers are below "
        "{usual}. They are kept; correct the file if they are mistakes.",
    ),
    "audit.birth_years": (
        "{count} year of birth in {column} is hard to believe; the years go from {earliest} to {last}. "
        "Correct it in the file if it is a mistake.",
        "{count} years of birth in {column} are hard to believe; the years go from {earliest} to {last}. "
        "Correct them in the file if they are mistakes.",
    ),
    "audit.date_order": "The dates in {column} can be read in two ways. {example} was read with the day first: "
    "choose the other order if that is wrong.",
    "error.too_few_customers": (
        "{count} customer remains, and at least {least} are needed. Choose a longer export, or check the id column.",
        "{count} customers remain, and at least {least} are needed. Choose a longer export, or check the id column.",
    ),
}
