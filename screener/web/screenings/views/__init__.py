"""The pages of the flow, one module a page."""
