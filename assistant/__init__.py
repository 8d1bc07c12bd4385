"""Questions and answers: what is asked, what answers it, and when nothing does."""
