"""All places of one year side by side: its sections, figures, tables and sentences."""
