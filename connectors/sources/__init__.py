"""Where articles come from: feeds, files; fetched, decoded, dated, parsed."""
