"""What is said on the page of one customer."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "stage.one_customer": "Looking at the customer",
    "why.like_here": "**{dimension}** is nearer to the others here: {value}. Usual here is {here}, "
    "in “{segment}” {there}.",
    "why.like_there": "**{dimension}** is nearer to “{segment}”: {value}. Usual here is {here}, there {there}.",
    "why.like_here.level": "**{dimension}** is {value}, as for {here} of those here, and for {there} in “{segment}”.",
    "why.like_there.level": "**{dimension}** is {value}, as for {there} in “{segment}”, but only {here} of those here.",
    "error.customer_unknown": "No customer has the id {given}. Search by the beginning of an id, or take another one.",
}
