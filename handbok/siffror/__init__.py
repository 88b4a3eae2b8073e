"""Statistics: finding a cell, printing it, and the table a reader sees."""
