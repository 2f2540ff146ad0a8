"""What the office puts on paper: .docx in official format and .xlsx, or a unit's own template filled in.

How a paper is laid out (`official`, `masthead`, `content`, `filling`, `task_table`) needs no database and no framework; `letters`,
`bulletin` and `meeting_pack` say what is on each, and `templates` keeps the units' own.
"""
