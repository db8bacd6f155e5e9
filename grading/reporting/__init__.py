"""What a course has come to: marks and work read once, and written out for people and programs."""
