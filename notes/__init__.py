"""Research notes: answers that live in Markdown, Obsidian, Quarto and Jupyter, with citations, and stay true.

One road: `blocks.find` (where in a note something is asked) → `syntax.parse` (what is asked) → `directives.TABLE` (who
finds it) → `Finding` → `render` (how it is written) → `write` (the file). `check` walks the same road without the last
step. Nothing here knows how an answer is found: that is `pilu`.
"""
