"""What was learnt from conversations: a folder for each report, each an app of its own."""
