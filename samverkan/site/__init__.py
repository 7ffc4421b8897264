"""The site: Bank → Markdown pages → MkDocs → a finished folder of files."""
