"""The web: portal for applicants, desk for staff, studio for tenant admins, console for operators, and the API."""
