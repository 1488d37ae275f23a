"""What is still read. Beyond a limit an input is refused with a reason, never cut."""

from __future__ import annotations

MAX_ARTICLE_CHARS = 2_000_000
"""Characters of one article."""

MAX_PART_CHARS = 100_000
"""Characters of a body that are read at one time; a longer one is read part by part (`data.parting`), never cut."""

MAX_ROW_BYTES = 8_000_000
"""Bytes of one line of JSON Lines, and of one field of a table."""

MAX_FILE_BYTES = 256_000_000
"""Bytes of a file that is read whole: plain text, JSON, CSV. JSON Lines are read line by line and have no limit."""

MAX_PAGE_BYTES = 20_000_000
"""Bytes of one HTML page, with the files that a program wrote into it."""

MAX_JSON_DEPTH = 50
"""Nesting of a JSON value; an article is flat."""

MAX_ID_CHARS = 300
"""Characters of an input's own id."""

MAX_NAME_CHARS = 200
"""Characters of a column's or sheet's name that are looked at and shown."""

MAX_FRONT_CHARS = 20_000
"""Characters of a Markdown file in which its front matter has to end."""

MAX_KEYS = 500
"""Columns of a table, or different keys of JSON rows, that the Import page offers for its fields."""

MAX_SHOWN_CHARS = 20_000
"""Characters of a cell that the preview of a table looks at."""

MAX_COLUMNS_NAMED = 12
"""Columns that a reason lists."""

MAX_BOOK_BYTES = 300_000_000
"""Bytes of a workbook, unpacked."""

MAX_SHEET_CELLS = 2_000_000
"""Cells of one sheet, empty ones between the others included."""

MAX_PDF_PAGES = 1_000
"""Pages of a PDF."""

MAX_MAIL_BYTES = 50_000_000
"""Bytes of a mail with its attachments."""

MAX_MAIL_PARTS = 200
"""Parts of a mail: bodies, attachments, and what holds them."""

MAX_ZIP_MEMBERS = 20_000
"""Files in one archive."""

MAX_ZIP_BYTES = 1_000_000_000
"""Bytes of all files of an archive together, unpacked."""

MAX_ZIP_RATIO = 200
"""How many times smaller than its content an archived file may be; text packs to a tenth, a bomb to a thousandth."""

MIN_BOMB_BYTES = 1_000_000
"""Archived files below this size may pack better than MAX_ZIP_RATIO."""

MAX_PARSER_SECONDS = 10
"""Seconds that the parser of one page or document may compute; three times as long by the clock (worker.py)."""

MAX_PARSER_MEMORY = 300_000_000
"""Bytes that a parser may take, beside MAX_PARSER_FACTOR times its input; not bounded on Windows and macOS."""

MAX_PARSER_FACTOR = 20
"""Bytes that a parser may take for each byte of its input."""

MAX_PARSER_TASKS = 5_000
"""Pages and documents after which the process of the parsers is replaced, so that what leaks is bounded."""

MAX_START_SECONDS = 60
"""Seconds in which the process of the parsers has to be up and to have loaded a parser."""

MAX_IDLE_SECONDS = 120
"""Seconds after which a process of the parsers that has nothing to do ends; the next call starts another one."""

MAX_FEED_BYTES = 20_000_000
"""Bytes of an RSS or Atom feed."""

MAX_FEED_ENTRIES = 2_000
"""Entries of a feed that are read, the first ones; the only limit behind which an input is cut, and that is said."""

MAX_FEED_DEPTH = 100
"""Nesting of elements in a feed."""

MAX_ENTRY_CHARS = 500_000
"""Characters of one entry's HTML."""
