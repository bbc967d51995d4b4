"""What benchmark topics share: measured runs, tables, the page they are written to."""
