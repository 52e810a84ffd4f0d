"""From the clauses of a sentence to event candidates, or to the reason why there is none."""
