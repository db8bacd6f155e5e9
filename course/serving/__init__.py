"""
One Jupyter server for the recruit, the trainer and the self-studier.

`start_server` is what `linkworker start` calls; nothing else here is public.
"""

from course.serving.server import start_server

__all__ = ["start_server"]
