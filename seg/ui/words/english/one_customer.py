"""What is said on the page of one customer."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "stage.one_customer": "Looking at the customer",
    "error.customer_unknown": "No customer has the id {given}. Search by the beginning of an id, or take another one.",
}
