"""Running Treffpunkt for others: settings of the operator, who is let in, the log, health, backup and restore."""
