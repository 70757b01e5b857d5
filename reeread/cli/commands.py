"""Which module of this folder holds a command; the function there is called `<command>_command`."""

COMMANDS = {
    "add": "adding",
    "list": "listing",
    "show": "listing",
    "search": "listing",
    "highlights": "highlights",
    "extract": "extracting",
    "compare": "comparing",
    "claims": "claims",
    "tag": "tagging",
    "untag": "tagging",
    "annotations": "annotations",
    "codebook": "codebook",
    "export": "exporting",
    "undo": "history",
    "redo": "history",
    "history": "history",
    "remove": "adding",
    "watch": "watching",
    "doctor": "doctor",
}
