"""What speakers say of others: blame and praise, demands, threats, undertakings."""
