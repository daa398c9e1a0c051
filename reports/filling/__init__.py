"""填报表: the workbook in which colleagues fill in outside the system, and taking over what they send back."""
