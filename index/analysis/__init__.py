"""What an article says about itself: pure functions, no storage, no engine."""
