#!/bin/sh
# Install frogmouth, with the old Textual that it is pinned to, into an environment of its own.
# bench/competitors/frogmouth.sh FOLDER
set -eu
folder=${1:?"name a folder for the environment"}
"${PYTHON:-python3}" -m venv "$folder"
"$folder/bin/python" -m pip --disable-pip-version-check install --quiet frogmouth
echo "$folder/bin/frogmouth"
