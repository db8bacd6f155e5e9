"""
Keep spreadsheets from running what somebody wrote.

A program that opens a CSV file takes a cell that begins with one of a few
letters for a formula. OWASP ("CSV Injection") names them: ``= + - @``, tab,
carriage return and line feed, and the full-width forms of the four; it advises
an apostrophe before such text. Numbers are numbers, and stay as they are.
"""

from grading.nbgrader.views import plain

BEGINS_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 - the full-width forms are meant


def harmless(text: str) -> str:
    """
    Return text that no spreadsheet takes for a formula.

    Control characters are taken out; an apostrophe is put before text that
    begins, blanks aside, like a formula.
    """
    text = plain(text).replace("\r\n", "\n")
    begins = text.lstrip()[:1]
    return f"'{text}" if begins in BEGINS_FORMULA and begins else text
