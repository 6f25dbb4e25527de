"""Cases: what people decide beside a label, why, and who approved it."""
