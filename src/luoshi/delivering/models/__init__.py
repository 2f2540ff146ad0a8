"""The office's flow: tables of tasks, what units say to them, plans of work, reports with evidence, closing, supervision.

What stands now is in these rows; every change of one is an entry of the journal as well. A row carries a `version`: whoever
changes it says which version they saw, so that of two who edit at once the second is told.
"""

from luoshi.delivering.models.flow import Opinion, Task, TaskTable
from luoshi.delivering.models.supervision import (
    AgendaItem,
    Bulletin,
    Instruction,
    Letter,
    Meeting,
    PaperTemplate,
    Question,
    Visit,
)  # fmt: skip
from luoshi.delivering.models.work import Closing, Evidence, Pause, Report, WorkPlan

__all__ = [
    "AgendaItem", "Bulletin", "Closing", "Evidence", "Instruction", "Letter", "Meeting", "Opinion", "PaperTemplate", "Pause", "Question",
    "Report", "Task", "TaskTable", "Visit", "WorkPlan",
]  # fmt: skip
