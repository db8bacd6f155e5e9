"""
Every error that the kit raises on purpose, in one tree.

    KitError
    ├── ScenarioError          a case or a town file cannot be used
    ├── PersonError            a person cannot be made as asked
    ├── RecordError            a case record cannot be used
    │   ├── RecordMissing
    │   ├── RecordTooLarge
    │   ├── RecordBroken
    │   ├── RecordTooNew
    │   └── RecordForeign
    ├── RecordNotSaved         the disk refused; nothing already saved is lost
    ├── RubricError            a rubric file cannot be used
    ├── ReportError            marks cannot be reported, or a report not be written
    └── WorkspaceError         a course workspace cannot be built or started

A message says where (file, key or line), what was found, what was expected and
how to mend it, in words that a trainer understands. It never carries a
traceback, a secret, or more than a few words of what somebody wrote.
"""


class KitError(Exception):
    """The base of every deliberate error; ``str()`` of it may be shown to anyone."""


class ScenarioError(KitError):
    """A scenario or town file is missing, unreadable or breaks a rule."""


class PersonError(KitError):
    """A person cannot be made from the facts given."""


class RecordError(KitError):
    """
    A case record cannot be used.

    ``str()`` is a verdict in words for the gradebook and the feedback page.
    """


class RecordMissing(RecordError):
    """There is no case record where one was expected."""


class RecordTooLarge(RecordError):
    """The file is larger than any honest record can be; it was not read."""


class RecordBroken(RecordError):
    """The file is not JSON, or not the JSON of a case record."""


class RecordTooNew(RecordError):
    """The record was written by a newer kit than this one."""


class RecordForeign(RecordError):
    """The record belongs to another scenario than the one asked for."""


class RecordNotSaved(KitError):
    """The record could not be written; the copy on disk is as it was before."""


class RubricError(KitError):
    """A rubric file is missing, unreadable or breaks a rule."""


class ReportError(KitError):
    """There is nothing to report on, or the report cannot be written; no file is half written."""


class WorkspaceError(KitError):
    """A course workspace cannot be built, opened or started."""
