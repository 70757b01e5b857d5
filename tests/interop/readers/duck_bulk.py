"""Ask DuckDB of a folder that `reeread extract` filled; print counts by tag, the money, and what claims quote."""

import json
import sys

import duckdb

folder = sys.argv[1]
tags = duckdb.sql(
    f"""
    SELECT tag.tag, count(*) FROM (SELECT unnest(tags) AS tag FROM '{folder}/sentences/*.parquet')
    GROUP BY ALL ORDER BY ALL
    """
).fetchall()
money = duckdb.sql(
    f"""
    SELECT figure.text, figure.low FROM (SELECT unnest(figures) AS figure FROM '{folder}/sentences/*.parquet')
    WHERE figure.unit = 'USD' ORDER BY ALL
    """
).fetchall()
likely = duckdb.sql(
    f"SELECT count(*), min(likelihood.low) FROM '{folder}/sentences/*.parquet' WHERE likelihood IS NOT NULL"
).fetchall()
passages = duckdb.sql(
    f"""
    SELECT claim, verdict, passage.source, passage.low
    FROM (SELECT claim, verdict, unnest(passages) AS passage FROM '{folder}/claims/*.parquet')
    ORDER BY ALL
    """
).fetchall()
counted = duckdb.sql(
    f"""
    SELECT count(*) FROM '{folder}/sentences/*.parquet' AS s JOIN '{folder}/articles/*.parquet' AS a USING (source)
    """
).fetchall()
print(
    json.dumps(
        {"tags": tags, "money": money, "likely": likely[0], "passages": passages, "counted": counted[0][0]}
    )
)
