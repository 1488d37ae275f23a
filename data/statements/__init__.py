"""Statements: every quotation or report of speech, with its words, its speaker and its cue."""

from data.statements.finding import find_statements

__all__ = ["find_statements"]
