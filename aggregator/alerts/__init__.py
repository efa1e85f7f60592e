"""订阅: saved searches, what they find as it arrives, and the webhooks that are told of it."""
