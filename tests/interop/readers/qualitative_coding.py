"""Count the coded lines of a project that qualitative-coding imported, code by code, and print its codebook."""

import json
import sqlite3
import sys
from pathlib import Path

folder = Path(sys.argv[1])
(file,) = folder.glob("*.sqlite3")
rows = sqlite3.connect(file).execute("SELECT code_id, count(*) FROM coded_line GROUP BY code_id").fetchall()
print(json.dumps({"codes": dict(rows), "codebook": (folder / "codebook.yaml").read_text("utf-8")}))
