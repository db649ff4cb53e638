"""Walking through the site as one person: every page that a link leads to, what it cost and how it is made."""
