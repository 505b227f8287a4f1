-- Nothing to do: the events have their index by borrower here, and no place of their own. The step is SQLite's.
SELECT 1;
