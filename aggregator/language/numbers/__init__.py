"""Numbers as values: amounts with unit and magnitude, dates and times, stated worth.

`numerals` reads a number, `units` and `cues` what stands around it, `quantities` puts them
together; `valued` pairs a coin amount with its worth, `figures` picks what is set apart for the
eye. `calendar` and `times` read dates and moments. What is public stands in `aggregator.language`.
"""
