"""What people answered and decided: kept beside a parts list, and weighed as evidence."""
