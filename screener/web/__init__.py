"""The web application: upload, understand, settle, decide. Optional: ``pip install screener[web]``.

It knows the core; the core knows nothing of it. `serving` starts it.
"""
