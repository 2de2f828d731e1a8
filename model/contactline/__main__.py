"""`python -m contactline` does what the command `contactline` does."""

from contactline.cli import main

if __name__ == "__main__":
    main()
