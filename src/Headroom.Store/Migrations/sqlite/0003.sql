-- Who changes by itself, and when. 1900-01-01 stands for a date that was never worked out: every row of before has it until
-- the first program that opens this store has filled it in. Who has no such date takes no place in the index.
ALTER TABLE borrowers ADD COLUMN next_date TEXT DEFAULT '1900-01-01'; -- yyyy-MM-dd
CREATE INDEX borrowers_by_next_date ON borrowers (next_date, borrower) WHERE next_date IS NOT NULL;

-- The general ledger: what each batch booked, added up. Rows are only ever appended, and summed when they are read; the
-- end of a day puts those of the days behind it together.
CREATE TABLE ledger (
    sequence     INTEGER PRIMARY KEY,
    booked_on    TEXT    NOT NULL, -- yyyy-MM-dd
    currency     TEXT    NOT NULL,
    debit        TEXT    NOT NULL,
    credit       TEXT    NOT NULL,
    minor_units  INTEGER NOT NULL
);
CREATE INDEX ledger_by_day ON ledger (booked_on);
