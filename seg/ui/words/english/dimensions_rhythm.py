"""Words on since when and how regularly, on trends and returns, and on what stands in a basket."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "dimension.tenure_days": "{table}: days since the first",
    "dimension.tenure_days.means": "Days from the customer's first one to {as_of_date}: how long the customer has been "
    "with you. Unknown for customers who have none.",
    "dimension.active_months": "{table}: months with at least one",
    "dimension.active_months.means": "In how many different months of the calendar, up to {as_of_date}, the customer "
    "has at least one. 0 for customers who have none.",
    "dimension.order_days": "{table}: days with at least one",
    "dimension.order_days.means": "On how many different days, up to {as_of_date}, the customer has at least one. "
    "Several on one day are one. 0 for customers who have none.",
    "dimension.median_gap_days": "{table}: usual days from one to the next",
    "dimension.median_gap_days.means": "The middle one of all the gaps between one day with any and the next, up to "
    "{as_of_date}: half of them are shorter, half are longer. Several on one day are one. Unknown for customers who "
    "have any on one day only, or never.",
    "dimension.gap_before_last_days": "{table}: days of quiet before the last",
    "dimension.gap_before_last_days.means": "Days from the last but one day with any to the last one, up to "
    "{as_of_date}. Unknown for customers who have any on one day only, or never.",
    "dimension.overdue": "{table}: time since the last, in usual gaps",
    "dimension.overdue.means": "Days from the customer's last order to {as_of_date}, divided by the customer's own "
    "usual gap between two orders. Up to 1 the next order is not due yet; above 2 the customer may be slipping away. "
    "Unknown for customers who ordered on one day only, or never.",
    "dimension.spend_trend": "{table}: spending up or down",
    "dimension.spend_trend.means": "The amounts of the 26 weeks up to {as_of_date} against those of the 26 weeks "
    "before: 1 where all of it is recent, 0 where both are the same, -1 where all of it is from before. Unknown for "
    "customers with no amounts in either.",
    "dimension.returns_share": "{table}: share of the money that went back",
    "dimension.returns_share.means": "The money that went back up to {as_of_date}, for all the money that was spent. "
    "More than all of it can go back where your data begins after the purchase. Unknown for customers who spent "
    "nothing.",
    "dimension.discount_share": "{table}: share with a discount",
    "dimension.discount_share.means": "The part of them, up to {as_of_date}, with a discount on any line. A discount "
    "of 0 or an empty one is none. Unknown for customers who have none.",
    "dimension.basket_size": "{table}: pieces per order",
    "dimension.basket_size.means": "How many pieces an order of the customer has on average, up to {as_of_date}. "
    "Orders of an unknown quantity are left out. Unknown for customers without an order.",
    "dimension.categories_bought": "{table}: different categories",
    "dimension.categories_bought.means": "How many different categories the customer has up to {as_of_date}. No "
    "category is none. 0 for customers who have none.",
    "dimension.products_bought": "{table}: different products",
    "dimension.products_bought.means": "How many different products the customer has up to {as_of_date}. 0 for "
    "customers who have none.",
    "dimension.category_share": "{table}: share spent on {category}",
    "dimension.category_share.means": "The part of the customer's money, up to {as_of_date}, that was spent on "
    "{category}. 0 for customers who bought other things only, unknown for customers who spent nothing.",
}
