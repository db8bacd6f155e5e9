"""The panel's page: experienced link workers rate, reword, mark and set a standard."""

from course.panel.page import PanelPage, panel_page

__all__ = ["PanelPage", "panel_page"]
