"""What is not made twice: answers in Redis, pieces and items in this process."""
