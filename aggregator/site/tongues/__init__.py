"""The languages of the pages, and what is said in each."""
