-- The steps that this store has gone through; its presence says that it is one.
CREATE TABLE headroom_schema (
    version        INTEGER NOT NULL PRIMARY KEY,
    recorded_time  INTEGER NOT NULL
);

-- Events are the truth. borrowers and decisions can be rebuilt from them; answers can not.
CREATE TABLE events (
    borrower        TEXT    NOT NULL,
    version         INTEGER NOT NULL,
    id              BLOB    NOT NULL,
    type            TEXT    NOT NULL,
    schema_version  INTEGER NOT NULL,
    business_time   INTEGER NOT NULL, -- microseconds since 1970, UTC
    recorded_time   INTEGER NOT NULL,
    actor           TEXT    NOT NULL,
    cause           BLOB    NOT NULL,
    release         BLOB,
    data            BLOB    NOT NULL, -- canonical JSON
    PRIMARY KEY (borrower, version)
);

-- The snapshot comes last, so that a scan of the rows that pages read does not walk over it.
CREATE TABLE borrowers (
    borrower               TEXT    NOT NULL PRIMARY KEY,
    version                INTEGER NOT NULL,
    kind                   TEXT    NOT NULL,
    status                 TEXT    NOT NULL,
    grade                  TEXT,
    score                  INTEGER,
    currency               TEXT    NOT NULL,
    approved_minor_units   INTEGER NOT NULL,
    effective_minor_units  INTEGER NOT NULL,
    headroom_minor_units   INTEGER NOT NULL,
    drawn_minor_units      INTEGER NOT NULL,
    reserved_minor_units   INTEGER NOT NULL,
    holds                  TEXT    NOT NULL, -- kinds, sorted, commas between
    last_action            TEXT,
    last_action_at         INTEGER,
    next_review            TEXT,             -- yyyy-MM-dd
    state                  BLOB    NOT NULL
);

-- What each command was told, under its idempotency key. The key comes first here: those of one run or one hour are
-- neighbours, and so their places in the index are written together. SQLite writes whole pages.
CREATE TABLE answers (
    borrower         TEXT    NOT NULL,
    idempotency_key  TEXT    NOT NULL,
    input_hash       BLOB    NOT NULL,
    version          INTEGER NOT NULL,
    refused          INTEGER NOT NULL,
    body             BLOB    NOT NULL,
    PRIMARY KEY (idempotency_key, borrower)
);

CREATE TABLE decisions (
    borrower                  TEXT    NOT NULL,
    version                   INTEGER NOT NULL,
    id                        BLOB    NOT NULL,
    at                        INTEGER NOT NULL,
    trigger                   TEXT    NOT NULL,
    action                    TEXT    NOT NULL,
    grade                     TEXT,
    score                     INTEGER,
    limit_before_minor_units  INTEGER NOT NULL,
    limit_after_minor_units   INTEGER NOT NULL,
    currency                  TEXT    NOT NULL,
    top_reason                TEXT    NOT NULL,
    release                   BLOB    NOT NULL,
    PRIMARY KEY (borrower, version)
);
