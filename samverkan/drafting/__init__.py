"""Document type + answers + clauses + law at a date → Document → Word, HTML, text."""
