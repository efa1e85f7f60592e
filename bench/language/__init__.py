"""How well the language room and the stories do on labels that were made by reading."""
