"""Stands in for mockbuild.trace_decorator."""

import logging


def getLog():
    return logging.getLogger("mockbuild")
