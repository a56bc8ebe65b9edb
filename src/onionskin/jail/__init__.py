"""The pool of killable, sandboxed workers."""
