"""
Mock plugin: checks the packages of each build with rpmcow, and fails the build where they do not
survive Copy-on-Write installation. The results stay where they are, with rpmcow.log beside them.

It goes into mock's plugin directory, see README.md, one folder up. Options, in plugin_conf:
  rpmcow_opts['program']    the program, by default rpmcow along the PATH
  rpmcow_opts['arguments']  further options of rpmcow check, a list

Policy: source packages are left out, since nothing installs them by cloning. rpmcow runs as the
user who called mock, never as root.
Source: mock, docs/Plugin-Hooks.md (postbuild comes after failed builds, too), plugin API 1.1.
"""

import functools
import os
import subprocess

from mockbuild.exception import PkgError
from mockbuild.trace_decorator import getLog

requires_api_version = "1.1"
run_in_bootstrap = False


def init(plugins, conf, buildroot):
    """What mock calls, once."""
    plugins.add_hook("postbuild", functools.partial(check_results, conf, buildroot))


def check_results(conf, buildroot):
    """Raises PkgError, which is mock's exit status 40, where rpmcow's is not 0."""
    if buildroot.state.result != "success":
        return
    rpms = [
        os.path.join(buildroot.resultdir, rpm)
        for rpm in sorted(buildroot.final_rpm_list or [])
        if not rpm.endswith((".src.rpm", ".nosrc.rpm"))
    ]
    if not rpms:
        return
    log = os.path.join(buildroot.resultdir, "rpmcow.log")
    command = [conf.get("program", "rpmcow"), "check"] + list(conf.get("arguments", [])) + rpms
    getLog().info("rpmcow checks %d packages, see %s", len(rpms), log)
    # As mock's sign plugin does: inside, os.environ is that of the user.
    with buildroot.uid_manager, open(log, "wb") as output:
        try:
            status = subprocess.call(
                command, stdout=output, stderr=subprocess.STDOUT, env=os.environ
            )
        except OSError as error:
            raise PkgError("rpmcow does not start: %s" % error) from error
    if status != 0:
        raise PkgError("rpmcow check ended with exit status %d, see %s" % (status, log))
