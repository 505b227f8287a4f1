-- A store of schema version 1 with one borrower, as it was left. It never changes.
-- The steps that this store has gone through; its presence says that it is one.
CREATE TABLE headroom_schema (
    version        integer NOT NULL PRIMARY KEY,
    recorded_time  timestamptz NOT NULL
);

-- Events are the truth. borrowers and decisions can be rebuilt from them; answers can not.
-- Identifiers compare byte by byte ("C"), as the code compares them.
CREATE TABLE events (
    borrower        text COLLATE "C" NOT NULL,
    version         bigint      NOT NULL,
    id              bytea       NOT NULL,
    type            text        NOT NULL,
    schema_version  integer     NOT NULL,
    business_time   timestamptz NOT NULL,
    recorded_time   timestamptz NOT NULL,
    actor           text        NOT NULL,
    cause           bytea       NOT NULL,
    release         bytea,
    data            bytea       NOT NULL, -- canonical JSON
    PRIMARY KEY (borrower, version)
);

-- Every command updates its row: half of each page is left free, so that the new row goes beside the old one and no
-- index changes. For the same reason there is no index on anything that changes.
CREATE TABLE borrowers (
    borrower               text COLLATE "C" PRIMARY KEY,
    version                bigint  NOT NULL,
    kind                   text    NOT NULL,
    status                 text    NOT NULL,
    grade                  text,
    score                  integer,
    currency               text    NOT NULL,
    approved_minor_units   bigint  NOT NULL,
    effective_minor_units  bigint  NOT NULL,
    headroom_minor_units   bigint  NOT NULL,
    drawn_minor_units      bigint  NOT NULL,
    reserved_minor_units   bigint  NOT NULL,
    holds                  text    NOT NULL, -- kinds, sorted, commas between
    last_action            text,
    last_action_at         timestamptz,
    next_review            date,
    state                  bytea   NOT NULL
) WITH (fillfactor = 45, autovacuum_vacuum_scale_factor = 0.1);

-- What each command was told, under its idempotency key.
CREATE TABLE answers (
    borrower         text COLLATE "C" NOT NULL,
    idempotency_key  text COLLATE "C" NOT NULL,
    input_hash       bytea   NOT NULL,
    version          bigint  NOT NULL,
    refused          boolean NOT NULL,
    body             bytea   NOT NULL,
    PRIMARY KEY (borrower, idempotency_key)
);

CREATE TABLE decisions (
    borrower                  text COLLATE "C" NOT NULL,
    version                   bigint      NOT NULL,
    id                        bytea       NOT NULL,
    at                        timestamptz NOT NULL,
    trigger                   text        NOT NULL,
    action                    text        NOT NULL,
    grade                     text,
    score                     integer,
    limit_before_minor_units  bigint      NOT NULL,
    limit_after_minor_units   bigint      NOT NULL,
    currency                  text        NOT NULL,
    top_reason                text        NOT NULL,
    release                   bytea       NOT NULL,
    PRIMARY KEY (borrower, version)
);

INSERT INTO headroom_schema VALUES (1, '2025-03-01 01:02:03.456789+00');

INSERT INTO events VALUES
    ('B000001', 1, '\x01954f2a3b109a4124e22e2d108db0c2', 'limit-set', 1, '2025-03-01 01:02:03.456789+00', '2025-03-01 01:02:03.456789+00', 'staff:li.wei',
     '\x01954f2a3b1000112233445566778899', '\xa4d451ec23463726f72c43d64c710968f6b602cd653b4de8adee1b556240a829', '\x7b224c696d6974223a3130302c22447261776e223a307d'),
    ('B000001', 2, '\x01954f2a3c2049ff269a7026228fbb83', 'drawn', 1, '2025-03-02 00:00:00+00', '2025-03-02 00:00:00+00', 'borrower:B000001',
     '\x01954f2a3c2099887766554433221100', NULL, '\x7b224c696d6974223a302c22447261776e223a33307d');

INSERT INTO borrowers VALUES
    ('B000001', 2, 'person', 'active', NULL, NULL, 'CNY', 100, 100, 70, 30, 0, '', 'grant', '2026-11-22 04:00:00+00', '2026-12-01',
     '\x5b3130302c33302c315d');

INSERT INTO answers VALUES
    ('B000001', 'old-limit', '\x7827e3aff5fb95525ea8e2292fe2ec289c3eaa89a1d27c9d339b015d7c361ef6', 1, false, '\x6c696d697420697320313030'),
    ('B000001', 'old-key', '\x522af563eaa4470ce8dc5171ef5f15d0dbca13c85f7266ddb8272df504c387f9', 2, false, '\x647261776e203330');

INSERT INTO decisions VALUES
    ('B000001', 1, '\x01954f2a3b10370c725a272a4fbeeb07', '2026-11-22 04:00:00+00', 'request', 'grant', NULL, NULL, 0, 100, 'CNY', 'asked',
     '\xa4d451ec23463726f72c43d64c710968f6b602cd653b4de8adee1b556240a829');
