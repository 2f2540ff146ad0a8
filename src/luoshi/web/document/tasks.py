"""The proposed table of tasks of a document, to take away: what `luoshi decompose` gives, with people's corrections in it."""

from __future__ import annotations

import tempfile

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from luoshi.delivering.paper.task_table import as_docx, as_xlsx
from luoshi.delivering.proposed import lines, source_of, title_of
from luoshi.ledger.corrections import facts_of
from luoshi.reckoning.tasks import proposal
from luoshi.web.document.views import visible
from luoshi.web.media import DOCX, XLSX

_MEDIA = {"xlsx": XLSX, "docx": DOCX}


@require_safe
@login_required(login_url="sign-in")
def task_table(request: HttpRequest, number: int, form: str) -> FileResponse:
    """The table as `xlsx` or `docx`, for whoever is signed in: it takes a second or two of work. 404 where nothing is promised."""
    row = visible(request, number)
    found = facts_of(row, person=request.user)
    if found is None or form not in _MEDIA:
        raise Http404
    text = row.rendition.text
    about = found.reading.document
    rows = list(lines(proposal(found.reading, text), text, source=source_of(about)))
    if not rows:
        raise Http404
    title = title_of(about)
    file = tempfile.SpooledTemporaryFile(max_size=1 << 21)  # noqa: SIM115 (the answer closes it)
    if form == "xlsx":
        as_xlsx(rows, file)
    else:
        as_docx(title, rows, file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{title}.{form}", content_type=_MEDIA[form])
