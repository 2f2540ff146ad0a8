"""The shapes a government's papers come in, made from a plain text."""
