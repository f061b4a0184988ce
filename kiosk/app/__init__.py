"""One composition root per process: the only place where parts meet. See README.md."""
