-- Messages wait here until they are acknowledged. One borrower's commands are serial, so its sequence rises in their order.
CREATE TABLE outbox (
    borrower       text COLLATE "C" NOT NULL,
    sequence       bigint GENERATED ALWAYS AS IDENTITY,
    id             bytea       NOT NULL,
    topic          text        NOT NULL,
    recorded_time  timestamptz NOT NULL,
    body           bytea       NOT NULL,
    PRIMARY KEY (borrower, sequence)
);
CREATE INDEX outbox_in_order ON outbox (sequence);

CREATE TABLE releases (
    hash           bytea       PRIMARY KEY,
    name           text        NOT NULL,
    stage          text        NOT NULL,
    recorded_time  timestamptz NOT NULL,
    content        bytea       NOT NULL
);
