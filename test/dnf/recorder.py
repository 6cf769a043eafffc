"""A plugin of the tests: what rpmcow sets while packages are downloaded, and what librepo does then.

It stands in for a librepo that runs a transcoder: what was downloaded goes through it, as such a
librepo would have done on the way. Each line of the record is when, and the variables then.
"""

import json
import os
import subprocess

import dnf

VARIABLES = ('LIBREPO_TRANSCODE_RPMS', 'LIBREPO_TRANSCODE_RPMS_DENYLIST')


class Recorder(dnf.Plugin):
    name = 'recorder'

    def config(self):
        download = self.base.download_packages

        def recorded(packages, *args, **kwargs):
            record('download')
            download(packages, *args, **kwargs)
            for package in packages:
                transcode(package.localPkg())

        self.base.download_packages = recorded

    def pre_transaction(self):
        self.base._ts  # rpm's set is there already
        record('pre_transaction')

    def transaction(self):
        record('transaction')


def record(when):
    with open(os.environ['RECORD'], 'a') as file:
        file.write(json.dumps([when, {v: os.environ[v] for v in VARIABLES if v in os.environ}]) + '\n')


def transcode(path):
    setting = os.environ.get('LIBREPO_TRANSCODE_RPMS')
    if setting is None:
        return
    with open(path, 'rb') as source, open(path + '.part', 'wb') as target:
        subprocess.run(setting.split(' '), stdin=source, stdout=target, check=True)
    os.replace(path + '.part', path)
