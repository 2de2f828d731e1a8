"""What people see: words, tables, charts, reports, hand-outs, and the page with levers."""
