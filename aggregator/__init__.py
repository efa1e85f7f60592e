"""The domain: one room per noun; a room imports only the rooms below it."""
