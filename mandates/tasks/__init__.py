"""What time asks of the mandate; each may run twice or late without harm."""
