"""The five stages as Faust agents: thin shells that decode, call the pipeline, and write."""
