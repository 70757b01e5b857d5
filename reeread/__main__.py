"""The command `reeread`, also as `python -m reeread`."""

from reeread.cli import main

if __name__ == "__main__":
    main()
