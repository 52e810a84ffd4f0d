"""Who may do what: passwords, sessions, roles, and what a browser is told to refuse."""
