"""How does Evenside look and answer? Windows on the domain; no database in here."""
