"""Last year's export -> a workbook that a person completes -> an instrument."""
