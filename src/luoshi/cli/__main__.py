"""`python -m luoshi.cli`."""

from luoshi.cli import main

if __name__ == "__main__":
    main()
