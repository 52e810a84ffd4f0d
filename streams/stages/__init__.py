"""The stages that remember: each rebuilds its memory from Kafka when it gets its partition."""
