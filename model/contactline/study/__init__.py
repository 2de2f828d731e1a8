"""Many worlds: run, compared, questioned and held against the record."""
