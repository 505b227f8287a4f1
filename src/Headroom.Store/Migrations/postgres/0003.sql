-- Who changes by itself, and when. 1900-01-01 stands for a date that was never worked out: every row of before has it until
-- the first program that opens this store has filled it in. Who has no such date takes no place in the index, and an
-- update that leaves the date alone changes no index.
ALTER TABLE borrowers ADD COLUMN next_date date DEFAULT '1900-01-01';
ALTER TABLE borrowers ALTER COLUMN next_date DROP DEFAULT;
CREATE INDEX borrowers_by_next_date ON borrowers (next_date, borrower) WHERE next_date IS NOT NULL;

-- The general ledger: what each batch booked, added up. Rows are only ever appended, so that no account is hot and no
-- writer waits for another; they are summed when they are read, and the end of a day puts those of the days behind it
-- together.
CREATE TABLE ledger (
    booked_on    date   NOT NULL,
    sequence     bigint GENERATED ALWAYS AS IDENTITY,
    currency     text   NOT NULL,
    debit        text   NOT NULL,
    credit       text   NOT NULL,
    minor_units  bigint NOT NULL,
    PRIMARY KEY (booked_on, sequence)
);

-- The idempotency key comes first: keys of one moment are neighbours, and with 64 callers a third more commands are written
-- in the same time. To shard by borrower it is enough that the borrower is in the key.
ALTER TABLE answers DROP CONSTRAINT answers_pkey, ADD PRIMARY KEY (idempotency_key, borrower);
