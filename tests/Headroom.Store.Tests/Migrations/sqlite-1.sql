-- A store of schema version 1 with one borrower, as it was left. It never changes.
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

INSERT INTO headroom_schema VALUES (1, 1740790923456789);

INSERT INTO events VALUES
    ('B000001', 1, X'01954f2a3b109a4124e22e2d108db0c2', 'limit-set', 1, 1740790923456789, 1740790923456789, 'staff:li.wei',
     X'01954f2a3b1000112233445566778899', X'a4d451ec23463726f72c43d64c710968f6b602cd653b4de8adee1b556240a829', X'7b224c696d6974223a3130302c22447261776e223a307d'),
    ('B000001', 2, X'01954f2a3c2049ff269a7026228fbb83', 'drawn', 1, 1740873600000000, 1740873600000000, 'borrower:B000001',
     X'01954f2a3c2099887766554433221100', NULL, X'7b224c696d6974223a302c22447261776e223a33307d');

INSERT INTO borrowers VALUES
    ('B000001', 2, 'person', 'active', NULL, NULL, 'CNY', 100, 100, 70, 30, 0, '', 'grant', 1795320000000000, '2026-12-01',
     X'5b3130302c33302c315d');

INSERT INTO answers VALUES
    ('B000001', 'old-limit', X'7827e3aff5fb95525ea8e2292fe2ec289c3eaa89a1d27c9d339b015d7c361ef6', 1, 0, X'6c696d697420697320313030'),
    ('B000001', 'old-key', X'522af563eaa4470ce8dc5171ef5f15d0dbca13c85f7266ddb8272df504c387f9', 2, 0, X'647261776e203330');

INSERT INTO decisions VALUES
    ('B000001', 1, X'01954f2a3b10370c725a272a4fbeeb07', 1795320000000000, 'request', 'grant', NULL, NULL, 0, 100, 'CNY', 'asked',
     X'a4d451ec23463726f72c43d64c710968f6b602cd653b4de8adee1b556240a829');
