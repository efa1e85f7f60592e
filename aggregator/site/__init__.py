"""网站: the pages that readers see, and the feeds we give out."""
