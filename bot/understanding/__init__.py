"""What did the person mean? Pure readers of Portuguese chat messages."""
