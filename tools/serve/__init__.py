"""What `make run` starts, watches and stops again: the site, its worker, its scheduler and a broker."""
