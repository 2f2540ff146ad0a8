"""Addresses of letters, instructions, meetings, circulars, the units' own templates, and what is done about one task."""

from django.urls import path

from luoshi.web.office.supervise import (
    bulletin,
    bulletins,
    instructions,
    letter,
    letters,
    meeting,
    meetings,
    on_task,
    own_templates,
    writing,
)  # fmt: skip

urlpatterns = [
    path("letters/", letters.letters, name="office-letters"),
    path("letters/new", writing.new, name="office-letter-new"),
    path("letters/<int:number>/", letter.letter, name="office-letter"),
    path("letters/<int:number>.docx", letter.docx, name="office-letter-docx"),
    path("letters/<int:number>/edit", writing.edit, name="office-letter-edit"),
    path("letters/<int:number>/<slug:step>", letter.step, name="office-letter-step"),
    path("instructions/", instructions.instructions, name="office-instructions"),
    path("instructions/track", instructions.track, name="office-track"),
    path("meetings/", meetings.meetings, name="office-meetings"),
    path("meetings/<int:number>/", meeting.meeting, name="office-meeting"),
    path("meetings/<int:number>.docx", meeting.docx, name="office-meeting-docx"),
    path("meetings/<int:number>.xlsx", meeting.xlsx, name="office-meeting-xlsx"),
    path("meetings/<int:number>/choose", meeting.choose, name="office-meeting-choose"),
    path("meetings/<int:number>/hold", meeting.hold, name="office-meeting-hold"),
    path("meetings/<int:number>/items/<int:item>/<slug:step>", meeting.step, name="office-agenda-step"),
    path("bulletins/", bulletins.bulletins, name="office-bulletins"),
    path("bulletins/<int:number>/", bulletin.bulletin, name="office-bulletin"),
    path("bulletins/<int:number>.docx", bulletin.docx, name="office-bulletin-docx"),
    path("bulletins/<int:number>/edit", bulletin.edit, name="office-bulletin-edit"),
    path("bulletins/<int:number>/<slug:step>", bulletin.step, name="office-bulletin-step"),
    path("templates/", own_templates.templates, name="office-templates"),
    path("templates/<slug:kind>", own_templates.give, name="office-template-give"),
    path("templates/<slug:kind>.docx", own_templates.blank_file, name="office-template-blank"),
    path("tasks/<int:number>/supervise/<slug:step>", on_task.step, name="office-supervise"),
]
