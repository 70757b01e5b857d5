"""Ask DuckDB of Parquet; print title, the quote cut from the body, and tags of each passage, and the counts."""

import json
import sys

import duckdb

folder = sys.argv[1]
passages = duckdb.sql(
    f"""
    SELECT title, substring(body, "start" + 1, "end" - "start"), exact, list_sort(tags), note, author
    FROM '{folder}/passages.parquet' AS p JOIN '{folder}/briefings.parquet' AS b ON b.briefing = p.briefing
    """
).fetchall()
tags = duckdb.sql(f"SELECT tag FROM '{folder}/tags.parquet' ORDER BY position").fetchall()
events = duckdb.sql(f"SELECT count(*), count(DISTINCT event) FROM '{folder}/events.parquet'").fetchall()
print(json.dumps({"passages": passages, "tags": [tag for (tag,) in tags], "events": events[0]}))
