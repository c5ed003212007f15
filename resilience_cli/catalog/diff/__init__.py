"""What differs between two instruments, and what that does to their scores and classes."""
