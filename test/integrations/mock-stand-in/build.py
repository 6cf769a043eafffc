"""
Stands in for mock: loads a plugin as mock does and has it hear of one build.

Arguments: the plugin's file; JSON with result, resultdir, rpms and opts. Prints JSON: the hooks that
the plugin took, and the exit status that mock would end with, with its message.
Source: mock, mockbuild/plugin.py (loading, hooks), backend.py (when they are called).
"""

import importlib.machinery
import importlib.util
import json
import os
import sys
from types import SimpleNamespace

from mockbuild.exception import Error


class UidManager:
    """Inside, the environment is that of the user."""

    def __enter__(self):
        os.environ["STAND_IN_USER"] = "somebody"

    def __exit__(self, *_):
        del os.environ["STAND_IN_USER"]


class Plugins:
    def __init__(self):
        self.hooks = {}

    def add_hook(self, stage, function):
        self.hooks.setdefault(stage, []).append(function)


def load(path):
    directory, name = os.path.split(path)
    spec = importlib.machinery.PathFinder.find_spec(os.path.splitext(name)[0], [directory])
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


build = json.loads(sys.argv[2])
buildroot = SimpleNamespace(
    state=SimpleNamespace(result=build["result"]),
    resultdir=build["resultdir"],
    final_rpm_list=build["rpms"],
    uid_manager=UidManager(),
)
plugins = Plugins()
plugin = load(sys.argv[1])
assert plugin.requires_api_version == "1.1"
plugin.init(plugins, build["opts"], buildroot)

status, message = 0, ""
try:
    for hook in plugins.hooks["postbuild"]:
        hook()
except Error as error:
    status, message = error.resultcode, str(error)
json.dump({"hooks": list(plugins.hooks), "status": status, "message": message}, sys.stdout)
