"""Tables for people: a sheet is a title, a head and rows of text."""
