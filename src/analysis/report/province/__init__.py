"""One place in one year: its sections, figures, tables and sentences."""
