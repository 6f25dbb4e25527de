"""What a screening says, and the files that say it: sentences, records, tables, workbooks."""
