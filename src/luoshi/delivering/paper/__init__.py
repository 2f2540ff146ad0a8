"""What the office puts on paper: .docx in official format and .xlsx. Needs no database and no framework."""
