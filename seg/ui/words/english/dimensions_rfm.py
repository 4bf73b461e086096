"""Words on recency, frequency and money in fifths, and on the groups that marketers know by name."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "dimension.r_score": "{table}: recency score",
    "dimension.r_score.means": "The customers who ordered are parted into fifths by the days from their last order to "
    "{as_of_date}. 5 is the fifth that ordered last. Who has the same number of days has the same score.",
    "dimension.f_score": "{table}: frequency score",
    "dimension.f_score.means": "The customers who ordered are parted into fifths by how many orders they made up to "
    "{as_of_date}. 5 is the fifth that ordered most often. Who made as many orders has the same score.",
    "dimension.m_score": "{table}: money score",
    "dimension.m_score.means": "The customers who ordered are parted into fifths by the money they spent up to "
    "{as_of_date}. 5 is the fifth that spent most. Who spent as much has the same score.",
    "dimension.rfm_group": "{table}: RFM group",
    "dimension.rfm_group.means": "A name for the scores of recency, frequency and money together, as marketers use it: "
    "from champions, who ordered lately, often and for much, to lost. Whether money has a say, and how the groups are "
    "cut, is chosen under How events count. Who never ordered is in no group.",
    "level.r_score.1": "1 – longest ago",
    "level.r_score.2": "2",
    "level.r_score.3": "3",
    "level.r_score.4": "4",
    "level.r_score.5": "5 – most recent",
    "level.f_score.1": "1 – least often",
    "level.f_score.2": "2",
    "level.f_score.3": "3",
    "level.f_score.4": "4",
    "level.f_score.5": "5 – most often",
    "level.m_score.1": "1 – least money",
    "level.m_score.2": "2",
    "level.m_score.3": "3",
    "level.m_score.4": "4",
    "level.m_score.5": "5 – most money",
    "level.rfm_group.champions": "Champions",
    "level.rfm_group.loyal": "Loyal",
    "level.rfm_group.potential_loyalists": "Potential loyalists",
    "level.rfm_group.new_customers": "New customers",
    "level.rfm_group.promising": "Promising",
    "level.rfm_group.need_attention": "Need attention",
    "level.rfm_group.about_to_sleep": "About to sleep",
    "level.rfm_group.at_risk": "At risk",
    "level.rfm_group.cant_lose_them": "Can't lose them",
    "level.rfm_group.hibernating": "Hibernating",
    "level.rfm_group.lost": "Lost",
    "level.rfm_group.others": "Others",
}
