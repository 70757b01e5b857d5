"""What a reader sees and answers: the screens, which alone ask the library."""
