"""Stands in for mockbuild.exception: what mock reports, and its exit status for it."""


class Error(Exception):
    resultcode = 1


class PkgError(Error):
    resultcode = 40
