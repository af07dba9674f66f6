"""Some places over some years side by side: its sections and figures."""
