"""The formats that there are."""

import pkgutil

from reeread.export import formats as folder
from reeread.export.registry import Shape, formats


def test_each_module_is_a_format() -> None:
    """The registry holds one format for each module of the folder, under its own name, with an ending and a purpose."""
    assert len(formats()) == len(list(pkgutil.iter_modules(folder.__path__))) >= 3
    for name, one in formats().items():
        assert one.name == name
        assert one.extension.startswith(".") is (one.shape is not Shape.FOLDER)
        assert one.about.endswith(".") and one.lacks.endswith(".")
