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
