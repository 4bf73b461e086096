"""What the store has to say."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "error.blob_damaged": (
        "The file {path} in the workspace is damaged: its content is not what was saved. Everything else can be used. "
        "Restore this one file from a backup, or import the data again."
    ),
    "error.blob_missing": (
        "A file of the workspace is missing in {path} (it is called {sha}). Everything else can be used. "
        "Restore it from a backup, or import the data again."
    ),
    "error.disk_full": (
        "The disk is full, so this was not saved; what was saved before is intact. It is about {path}. "
        "Delete a dataset that is no longer needed, or free some space, and try again."
    ),
    "error.store_not_writable": (
        "The workspace cannot be written at {path}. Give Seg the right to write there, or choose another folder "
        "with SEG_HOME."
    ),
    "error.store_busy": (
        "The workspace was busy and this was not saved; what you entered is still here. Try again in a moment. "
        "It is about {path}."
    ),
    "error.store_damaged": (
        "The database of the workspace, {path}, is damaged. Stop Seg and restore it from a backup; the copies made "
        "before upgrades lie in the folder “copies” of the workspace."
    ),
    "error.store_disk_error": (
        "The disk reports an error for {path}, so this was not saved. Check the disk before you go on, and try again."
    ),
    "error.store_unreachable": (
        "The database at {path} does not answer, so nothing can be opened or saved now. Try again in a minute; if it "
        "lasts, ask whoever runs the database."
    ),
    "error.store_too_new": (
        "The workspace at {path} was written by a newer release of Seg (version {version} of its layout; this release "
        "knows up to {known}). Install the newer release; nothing was changed."
    ),
    "error.store_not_ours": (
        "The database at {path} belongs to another program. Give Seg a database of its own with SEG_STORE_URL; "
        "nothing was changed."
    ),
    "error.store_url_unknown": (
        "SEG_STORE_URL must be the address of an SQLite file or a PostgreSQL database, for example "
        "postgresql+psycopg://seg@db/seg. It is {url}."
    ),
    "error.reading_unknown": "This upload is no longer there: it was confirmed or discarded. Upload the file again.",
    "error.reading_changed": (
        "Somebody else just corrected the same upload, so your correction was not made. Look at theirs and try again."
    ),
    "error.dataset_unknown": (
        "This dataset is not in the workspace; it may have been deleted. Choose another or import it again."
    ),
    "error.segmentation_unknown": (
        "This segmentation is not in the workspace; it may have been deleted. Choose another or save a new one."
    ),
    "error.saved_by_other": (
        "Somebody else saved a newer version of “{name}” on {saved_date} at {saved_time} (UTC), so yours was not "
        "saved. Reload to see theirs, or save yours as a copy."
    ),
    "error.name_empty": "The name is empty. Type at least one letter.",
    "error.name_too_long": "The name has {characters} characters. Shorten it to {limit}.",
}
