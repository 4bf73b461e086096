"""Words on scores and answers, complaints, and waiting for an answer."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "dimension.latest_score": "{table}: last score",
    "dimension.latest_score.means": "The last score that the customer gave up to {as_of_date}; of several at the same "
    "moment the lowest. Lines without a score are left out. Unknown for customers who gave none.",
    "dimension.latest_answer": "{table}: last score for {type}",
    "dimension.latest_answer.means": "The last score that the customer gave for {type} up to {as_of_date}; of several "
    "at the same moment the lowest. Lines without a score are left out. Unknown for customers who gave none.",
    "dimension.mean_score": "{table}: average score",
    "dimension.mean_score.means": "The average of all scores that the customer gave up to {as_of_date}. Lines without "
    "a score are left out. Unknown for customers who gave none.",
    "dimension.mean_answer": "{table}: average score for {type}",
    "dimension.mean_answer.means": "The average of all scores that the customer gave for {type} up to {as_of_date}. "
    "Lines without a score are left out. Unknown for customers who gave none.",
    "dimension.nps_group": "{table}: promoter, passive or detractor",
    "dimension.nps_group.means": "The group of the Net Promoter Score that the customer's last score up to "
    "{as_of_date} falls into. It only makes sense for answers from 0 to 10. Unknown for customers who gave none.",
    "level.nps_group.detractor": "Detractor (below 7)",
    "level.nps_group.passive": "Passive (7 or 8)",
    "level.nps_group.promoter": "Promoter (9 or 10)",
    "dimension.complaints": "{table}: complaints",
    "dimension.complaints.means": "How many lines of the customer, up to {as_of_date}, say in their type that they are "
    "a complaint. 0 for customers who made none.",
    "dimension.unanswered_days": "{table}: days of waiting for an answer",
    "dimension.unanswered_days.means": "Days from the customer's last request to {as_of_date}, if its status says that "
    "it is still open. Unknown for customers who asked nothing, or have their answer.",
}
