"""Lists of news: which rows, in which order, under which day, and what stands beside them."""
