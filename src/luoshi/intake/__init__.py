"""What is sent in: files, words, addresses and word of wrong facts, each waiting until an editor has seen it."""
