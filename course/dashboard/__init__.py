"""The trainer's dashboard: how a cohort is doing, and who may want support now."""

from course.dashboard.dashboard import Dashboard, dashboard

__all__ = ["Dashboard", "dashboard"]
