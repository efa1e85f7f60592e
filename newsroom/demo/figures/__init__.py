"""Made-up but plausible figures of chain and market, as functions of start time and now."""
