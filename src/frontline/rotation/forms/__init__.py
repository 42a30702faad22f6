"""What leads fill in about rotations: drafts that buttons change, and the fields in which words become values."""
