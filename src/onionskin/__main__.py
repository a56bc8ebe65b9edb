"""Run as `python -m onionskin`."""

from onionskin.cli import main

if __name__ == "__main__":
    main(prog_name="onionskin")
