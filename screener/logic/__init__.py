"""From findings to a label: three-valued logic, open readings, and what would settle them."""
