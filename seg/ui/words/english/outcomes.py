"""Words about groups that are held against each other on an outcome."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "outcome.mean.more": "“{group}” come out higher on {dimension} than “{against}”: {one} against {other} on "
    "average, {difference} more ({low} to {high}).",
    "outcome.mean.less": "“{group}” come out lower on {dimension} than “{against}”: {one} against {other} on average, "
    "{difference} less ({low} to {high}).",
    "outcome.mean.same": "“{group}” and “{against}” cannot be told apart by {dimension}: {one} against {other} on "
    "average, a difference of {difference} ({low} to {high}).",
    "outcome.mean.more_than_others": "“{group}” come out higher on {dimension} than all others: {one} against {other} "
    "on average, {difference} more ({low} to {high}).",
    "outcome.mean.less_than_others": "“{group}” come out lower on {dimension} than all others: {one} against {other} "
    "on average, {difference} less ({low} to {high}).",
    "outcome.mean.same_than_others": "“{group}” cannot be told from all others by {dimension}: {one} against {other} "
    "on average, a difference of {difference} ({low} to {high}).",
    "outcome.date.more": "{dimension} is later for “{group}” than for “{against}”: on average {one_date} against "
    "{other_date}, {difference} days later ({low} to {high}).",
    "outcome.date.less": "{dimension} is earlier for “{group}” than for “{against}”: on average {one_date} against "
    "{other_date}, {difference} days earlier ({low} to {high}).",
    "outcome.date.same": "“{group}” and “{against}” cannot be told apart by {dimension}: on average {one_date} "
    "against {other_date}, {difference} days later ({low} to {high}).",
    "outcome.date.more_than_others": "{dimension} is later for “{group}”: on average {one_date} against {other_date} "
    "of all others, {difference} days later ({low} to {high}).",
    "outcome.date.less_than_others": "{dimension} is earlier for “{group}”: on average {one_date} against "
    "{other_date} of all others, {difference} days earlier ({low} to {high}).",
    "outcome.date.same_than_others": "“{group}” cannot be told from all others by {dimension}: on average {one_date} "
    "against {other_date}, {difference} days later ({low} to {high}).",
    "outcome.yes.more": "{dimension} is true of more of “{group}” than of “{against}”: {one_share} against "
    "{other_share}, a difference of {difference} points ({low} to {high}).",
    "outcome.yes.less": "{dimension} is true of fewer of “{group}” than of “{against}”: {one_share} against "
    "{other_share}, a difference of {difference} points ({low} to {high}).",
    "outcome.yes.same": "“{group}” and “{against}” cannot be told apart by {dimension}: {one_share} against "
    "{other_share}, a difference of {difference} points ({low} to {high}).",
    "outcome.yes.more_than_others": "{dimension} is true of more of “{group}”: {one_share} against {other_share} of "
    "all others, a difference of {difference} points ({low} to {high}).",
    "outcome.yes.less_than_others": "{dimension} is true of fewer of “{group}”: {one_share} against {other_share} of "
    "all others, a difference of {difference} points ({low} to {high}).",
    "outcome.yes.same_than_others": "“{group}” cannot be told from all others by {dimension}: {one_share} against "
    "{other_share}, a difference of {difference} points ({low} to {high}).",
    "outcome.level.more": "{dimension} is {level} for more of “{group}” than of “{against}”: {one_share} against "
    "{other_share}, a difference of {difference} points ({low} to {high}).",
    "outcome.level.less": "{dimension} is {level} for fewer of “{group}” than of “{against}”: {one_share} against "
    "{other_share}, a difference of {difference} points ({low} to {high}).",
    "outcome.level.same": "“{group}” and “{against}” cannot be told apart by {dimension}: {level} is true of "
    "{one_share} against {other_share}, a difference of {difference} points ({low} to {high}).",
    "outcome.level.more_than_others": "{dimension} is {level} for more of “{group}”: {one_share} against "
    "{other_share} of all others, a difference of {difference} points ({low} to {high}).",
    "outcome.level.less_than_others": "{dimension} is {level} for fewer of “{group}”: {one_share} against "
    "{other_share} of all others, a difference of {difference} points ({low} to {high}).",
    "outcome.level.same_than_others": "“{group}” cannot be told from all others by {dimension}: {level} is true of "
    "{one_share} against {other_share}, a difference of {difference} points ({low} to {high}).",
    "outcome.rest.more": "{dimension} has rarer values for more of “{group}” than of “{against}”: {one_share} against "
    "{other_share}, a difference of {difference} points ({low} to {high}).",
    "outcome.rest.less": "{dimension} has rarer values for fewer of “{group}” than of “{against}”: {one_share} "
    "against {other_share}, a difference of {difference} points ({low} to {high}).",
    "outcome.rest.same": "“{group}” and “{against}” cannot be told apart by {dimension}: {one_share} against "
    "{other_share} have rarer values, a difference of {difference} points ({low} to {high}).",
    "outcome.rest.more_than_others": "{dimension} has rarer values for more of “{group}”: {one_share} against "
    "{other_share} of all others, a difference of {difference} points ({low} to {high}).",
    "outcome.rest.less_than_others": "{dimension} has rarer values for fewer of “{group}”: {one_share} against "
    "{other_share} of all others, a difference of {difference} points ({low} to {high}).",
    "outcome.rest.same_than_others": "“{group}” cannot be told from all others by {dimension}: {one_share} against "
    "{other_share} have rarer values, a difference of {difference} points ({low} to {high}).",
    "outcome.rank.more": "“{group}” tend to come out higher on {dimension} than “{against}”. Of one customer of each, "
    "theirs is the higher one in {one_share} of cases ({low_share} to {high_share}); half would mean no difference.",
    "outcome.rank.less": "“{group}” tend to come out lower on {dimension} than “{against}”. Of one customer of each, "
    "theirs is the higher one in {one_share} of cases ({low_share} to {high_share}); half would mean no difference.",
    "outcome.rank.same": "“{group}” and “{against}” cannot be told apart by {dimension}. Of one customer of each, "
    "that of “{group}” is the higher one in {one_share} of cases ({low_share} to {high_share}); half would mean no "
    "difference.",
    "outcome.rank.more_than_others": "“{group}” tend to come out higher on {dimension} than all others. Of one "
    "customer of each, theirs is the higher one in {one_share} of cases ({low_share} to {high_share}); half would "
    "mean no difference.",
    "outcome.rank.less_than_others": "“{group}” tend to come out lower on {dimension} than all others. Of one "
    "customer of each, theirs is the higher one in {one_share} of cases ({low_share} to {high_share}); half would "
    "mean no difference.",
    "outcome.rank.same_than_others": "“{group}” cannot be told from all others by {dimension}. Of one customer of "
    "each, that of “{group}” is the higher one in {one_share} of cases ({low_share} to {high_share}); half would mean "
    "no difference.",
    "outcome.time.more": "{dimension} comes later to “{group}” than to “{against}”: of the first {limit}, {one} pass "
    "without it on average against {other}, a difference of {difference} ({low} to {high}).",
    "outcome.time.less": "{dimension} comes sooner to “{group}” than to “{against}”: of the first {limit}, {one} pass "
    "without it on average against {other}, a difference of {difference} ({low} to {high}).",
    "outcome.time.same": "“{group}” and “{against}” cannot be told apart by how soon {dimension} comes: of the first "
    "{limit}, {one} pass without it on average against {other}, a difference of {difference} ({low} to {high}).",
    "outcome.time.more_than_others": "{dimension} comes later to “{group}”: of the first {limit}, {one} pass without "
    "it on average against {other} for all others, a difference of {difference} ({low} to {high}).",
    "outcome.time.less_than_others": "{dimension} comes sooner to “{group}”: of the first {limit}, {one} pass without "
    "it on average against {other} for all others, a difference of {difference} ({low} to {high}).",
    "outcome.time.same_than_others": "“{group}” cannot be told from all others by how soon {dimension} comes: of the "
    "first {limit}, {one} pass without it on average against {other}, a difference of {difference} ({low} to {high}).",
    "outcome.groups_differ.barely": "The {groups} groups differ in {dimension}, but barely: nearly all of it differs "
    "within them.",
    "outcome.groups_differ.somewhat": "The {groups} groups differ somewhat in {dimension}.",
    "outcome.groups_differ.clearly": "The {groups} groups differ clearly in {dimension}.",
    "outcome.groups_differ.strongly": "The {groups} groups differ strongly in {dimension}.",
    "outcome.hardly_differ": "The {groups} groups hardly differ in {dimension}.",
    "outcome.none_differs": "The {groups} groups cannot be told apart by {dimension}: chance alone could bring such "
    "differences about.",
    "outcome.too_few": "Too few customers are in these groups, or too few of them are known to answer alike, to "
    "compare {dimension}: numbers would be about single persons.",
    "outcome.reference_few": "“{against}” have too few customers of whom {dimension} is known: numbers would be about "
    "single persons. Choose another group to hold the others against.",
    "outcome.unseen.mean": "With these numbers of customers, a difference under {visible} cannot be seen.",
    "outcome.unseen.share": "With these numbers of customers, a difference under {visible} points cannot be seen.",
    "outcome.unseen.rank": "With these numbers of customers, a chance under {visible_share} cannot be told from a "
    "half.",
    "outcome.unseen.date": (
        "With these numbers of customers, a difference under {count} day cannot be seen.",
        "With these numbers of customers, a difference under {count} days cannot be seen.",
    ),
    "outcome.unseen.any": "There are too few customers to see any difference.",
    "outcome.circular": "{dimension} is one of the things that the groups were made of: that they differ in it comes "
    "from the way they were made. Nothing is tested.",
    "outcome.not_why": "This says that groups differ, not why. It does not show that being in a group brings it about.",
    "outcome.few": (
        "Nothing is told of {groups}: too few customers.",
        "Nothing is told of {groups}: too few customers in each.",
    ),
    "outcome.bound": "Where fewer than {few} customers of a group say so, or do not, they count as {few}: the true "
    "difference is larger.",
    "outcome.shared": (
        "{count} customer is in several groups and left out.",
        "{count} customers are in several groups and left out.",
    ),
    "outcome.unknown": (
        "{dimension} is not known of {count} customer, who is left out.",
        "{dimension} is not known of {count} customers, who are left out.",
    ),
    "outcome.pulled_in": "The highest and lowest 0.5 % count as {high} and {low}, so that a few customers do not "
    "decide.",
    "outcome.behind": "Something else could be behind it. The groups also differ in {third} (“{group}” {one}, "
    "“{against}” {other}), and {third} goes with {dimension}: it explains {explained_share} of the differences "
    "between customers.",
    "outcome.behind_level": "Something else could be behind it. The groups also differ in {third} ({value}: “{group}” "
    "{one}, “{against}” {other}), and {third} goes with {dimension}: it explains {explained_share} of the differences "
    "between customers.",
    "outcome.behind_hidden": "Something else could be behind it. The groups also differ in {third}, and {third} goes "
    "with {dimension}: it explains {explained_share} of the differences between customers.",
    "outcome.within.mean": "Among customers with the same {third}, the difference of “{group}” is {difference} ({low} "
    "to {high}), against {crude} for these customers when {third} is left out of account.",
    "outcome.within.time": "Among customers with the same {third}, the difference of “{group}” is {difference} ({low} "
    "to {high}), against {crude} for these customers when {third} is left out of account.",
    "outcome.within.date": "Among customers with the same {third}, the difference of “{group}” is {difference} days "
    "({low} to {high}), against {crude} for these customers when {third} is left out of account.",
    "outcome.within.share": "Among customers with the same {third}, the difference of “{group}” is {difference} "
    "points ({low} to {high}), against {crude} for these customers when {third} is left out of account.",
    "outcome.within.rank": "Among customers with the same {third}, “{group}” have the higher one in "
    "{difference_share} of cases ({low_share} to {high_share}), against {crude_share} for these "
    "customers when {third} is left out of account.",
    "outcome.within.reversed": "It turns round: within {third} it points the other way.",
    "outcome.within.gone": "So {third} alone could bring the difference about.",
    "outcome.within.smaller": "So {third} brings a part of the difference about.",
    "outcome.within.larger": "So {third} hides a part of the difference.",
    "outcome.within.same": "So {third} does not explain it.",
    "outcome.within.unsure": "A difference as large cannot be seen among the customers who have counterparts: whether "
    "{third} explains it cannot be told.",
    "outcome.within.differ": "It is not the same everywhere: look at each level.",
    "outcome.within.left_out": (
        "{count} customer has no counterpart of the same kind and is left out.",
        "{count} customers have no counterparts of the same kind and are left out.",
    ),
    "outcome.within.few": "The groups share too few customers with the same {third} to compare them within it.",
    "error.groups_too_near": "“{group}” and “{near}” differ by fewer than {few} customers: from the numbers of both, "
    "theirs could be worked out. Move a bound of the group further, or compare with “{near}” instead.",
    "error.groups_share_few": "Fewer than {few} customers of “{group}” are in another of these groups too and would be "
    "left out: from its numbers with and without them, theirs could be worked out. Take one of these groups out.",
    "error.nearly_everybody": "Fewer than {few} customers are not in “{group}”: from its numbers and those of "
    "everybody, theirs could be worked out. Move a bound of the group further.",
    "notice.kept_segment": "{name} is kept among the segments of your own.",
    "stage.outcome": "Comparing groups",
    "stage.overlap": "Looking who is in several groups",
    "stage.months": "Counting month by month",
    "months.fixed": "Who is in a segment is fixed at the dotted line: everybody is in the segment of now that they "
    "would have been in on {as_of_date}, and stays in it. The fainter months before put them there: the table is about "
    "the months after.",
    "months.regress": "A group that stands out on that day tends to come back towards the others afterwards, even "
    "where nothing happens.",
    "months.kept": "Segments of your own keep the customers that they have.",
    "months.newcomers": (
        "{count} customer came later and is in no segment.",
        "{count} customers came later and are in no segment.",
    ),
    "months.left_out": (
        "{count} customer came later, or your filters left them out that day, and is in no segment.",
        "{count} customers came later, or your filters left them out that day, and are in no segment.",
    ),
    "months.late": (
        "{count} customer of your own segments came later: their group can rise by that alone.",
        "{count} customers of your own segments came later: their groups can rise by that alone.",
    ),
    "months.listed": "Customers of your list count as customers on every day: it does not say since when they are.",
    "months.looking_back": "The customers of a group are the same in every month: those who are in it on {as_of_date}.",
    "months.made_of": "Groups that were made of what customers did are apart in these months by the way they were "
    "made: those who bought a lot of late seem to rise, even where nothing happens.",
    "months.no_start": "There is no whole month before these, by which customers could be put into segments.",
    "months.refused": "The segments of {day_date} cannot be told: only {found} customers were there by then, and "
    "{needed} are needed. These are the customers of {as_of_date}; choose a later day.",
    "months.no_trend": (
        "A rise or fall is told from {needed} months on: there is {count}.",
        "A rise or fall is told from {needed} months on: there are {count}.",
    ),
    "months.no_year": (
        "Seasons and the same month a year before are told from {needed} months on: there is {count}.",
        "Seasons and the same month a year before are told from {needed} months on: there are {count}.",
    ),
    "months.few": "Nothing is told of {groups}: too few customers.",
    "months.not_shown": "Months that are not over are left out, and so is what fewer than {few} customers of a "
    "group did.",
    "error.sets_to_overlap": "Choose from 1 to {most} groups.",
    "error.nobody_in_all": "Nobody is in all of these groups and in no other.",
    "error.groups_to_compare": "Choose from 2 to {most} groups to compare.",
    "error.outcome_unfit": "{dimension} cannot be an outcome: its values are text.",
    "error.outcome_time_unfit": "How long it took until {dimension} cannot be counted from {since}: choose two dates, "
    "or a yes or no and a number.",
}
