"""The reader in a browser: who is let in, the page, and a process for each visitor."""
