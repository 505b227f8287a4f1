-- How far the business time of a portfolio that was imported as of an earlier day lies behind the clock; one row, once known.
CREATE TABLE lag (
    id            integer NOT NULL PRIMARY KEY CHECK (id = 1),
    microseconds  bigint  NOT NULL
);
