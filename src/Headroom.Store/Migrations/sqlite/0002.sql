-- Messages wait here until they are acknowledged; AUTOINCREMENT, so that no place is ever used twice.
CREATE TABLE outbox (
    sequence       INTEGER PRIMARY KEY AUTOINCREMENT,
    borrower       TEXT    NOT NULL,
    id             BLOB    NOT NULL,
    topic          TEXT    NOT NULL,
    recorded_time  INTEGER NOT NULL,
    body           BLOB    NOT NULL
);

CREATE TABLE releases (
    hash           BLOB    NOT NULL PRIMARY KEY,
    name           TEXT    NOT NULL,
    stage          TEXT    NOT NULL,
    recorded_time  INTEGER NOT NULL,
    content        BLOB    NOT NULL
);
