"""Names: what is known of them beforehand, how they are compared, and which are one entity."""
