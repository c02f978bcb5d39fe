"""What stands in the main screen: results, the open reports, names."""
