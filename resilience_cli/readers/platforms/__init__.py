"""One short file a survey platform: how it is recognised, and how its columns and answers are laid out."""
