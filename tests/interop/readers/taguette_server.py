"""Start Taguette's server and let it import a project.

Print its own CSV export of the highlights, and what its own code cuts out of the documents by the offsets.
"""

import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

from bs4 import BeautifulSoup
from taguette.extract import extract

project = Path(sys.argv[1])
port = sys.argv[2]
with tempfile.TemporaryDirectory() as home:
    server = subprocess.Popen(
        [
            str(Path(sys.executable).with_name("taguette")),
            *("--no-browser", "--bind", "127.0.0.1", "--port", port, "--database", f"{home}/server.sqlite3"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "HOME": home, "XDG_DATA_HOME": home},
    )
    try:
        said = []
        for line in server.stdout:
            said.append(line)
            if found := re.search(r"http://\S+token=\w+", line):
                break
        else:
            raise SystemExit("".join(said))
        address = f"http://127.0.0.1:{port}"
        jar = CookieJar()
        web = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        web.open(f"{address}/?{found[0].partition('?')[2]}").read()
        page = web.open(f"{address}/project/import").read().decode()
        xsrf = re.search(r'name="_xsrf" value="([^"]+)"', page)[1]

        def post(fields):
            edge = "----reeread"
            parts = [
                f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
                for name, value in fields.items()
            ]
            head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="p.sqlite3"\r\n\r\n'
            body = b"".join(parts) + head.encode() + project.read_bytes() + f"\r\n--{edge}--\r\n".encode()
            request = urllib.request.Request(f"{address}/api/import", body)
            request.add_header("Content-Type", f"multipart/form-data; boundary={edge}")
            request.add_header("X-XSRFToken", xsrf)
            return json.load(web.open(request))

        listed = post({})["projects"]
        new = post({"project_id": listed[0]["id"]})["project_id"]
        table = web.open(f"{address}/project/{new}/export/highlights/.csv").read().decode()
        database = sqlite3.connect(f"{home}/server.sqlite3")
        rows = database.execute(
            "SELECT name, contents, start_offset, end_offset FROM highlights JOIN documents ON documents.id = document_id"
        ).fetchall()
        cut = [
            [name, BeautifulSoup(extract(page, *place), "html5lib").get_text()] for name, page, *place in rows
        ]
        print(json.dumps({"projects": listed, "csv": table, "cut": cut}))
    finally:
        server.kill()
        server.wait()
