"""Words on dimensions made of the answers to a survey."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "dimension.straight_lining": "{block}: same answer to all",
    "dimension.straight_lining.means": "Whether the customer gave one and the same answer to all questions of {block} "
    "that they answered. It often means that the questions were not read, but where all questions point the same way "
    "it may be an honest answer. Unknown where less than 80 % of the questions were answered.",
    "level.straight_lining.no": "Different answers",
    "level.straight_lining.yes": "Same answer to all",
    "dimension.longstring": "{block}: longest run of one answer",
    "dimension.longstring.means": "The longest row of questions of {block} with the same answer, as a part of all that "
    "the customer answered. Long rows often mean that the questions were not read. Unknown where less than 80 % of the "
    "questions were answered.",
    "dimension.speeding": "{column}: answered too fast",
    "dimension.speeding.means": "Whether the customer took less than half of the usual time, by {column}. Who is that "
    "fast has often not read the questions. The usual time is that of the middle customer.",
    "level.speeding.no": "Took the time",
    "level.speeding.yes": "Too fast",
    "dimension.factor": "{block}: factor {number}",
    "dimension.factor.means": "What several questions of {block} have in common, found by factor analysis: one number "
    "instead of many answers. 0 is the average customer, above 0 is more of it. Unknown where less than half of the "
    "questions that shape it were answered.",
    "column.from_answers": (
        "Made of the answers to {count} question of {block}.",
        "Made of the answers to {count} questions of {block}.",
    ),
    "answers.factor_with": (
        "High where the answer to {items} is high.",
        "High where the answers to {items} are high.",
    ),
    "answers.factor_against": (
        "High where the answer to {items} is low.",
        "High where the answers to {items} are low.",
    ),
    "answers.factor_explains": "It explains {explained_share} of how the answers differ.",
    "answers.usual_duration": "The usual time is {median}, by {column}.",
}
