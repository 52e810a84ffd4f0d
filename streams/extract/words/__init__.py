"""What a single word can be, before anything is known of its sentence."""
