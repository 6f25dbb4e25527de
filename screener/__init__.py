"""Screens bills of materials against China's 2026 restriction on dual-use exports to Japan."""
