"""Whether an act happened and who says so: status, reporting verbs, quotations, attribution."""
