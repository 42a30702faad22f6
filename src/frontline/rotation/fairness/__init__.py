"""Who has had how much: the fairness ledger."""
