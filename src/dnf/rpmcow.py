"""dnf 4 plugin: has packages transcoded for Copy-on-Write, and looks at them before they install.

Policy: a shim. It hands rpmcow what dnf knows, as lines of JSON, and does what the answer says;
what to transcode, to deny and to object to is decided there. Nothing is imported but dnf and
Python's own library. What goes wrong between the two is a Failure: it stops a transaction only
under policy=enforce. The environment is changed for the download alone.
"""

import json
import logging
import os
import signal
import subprocess
import tempfile

import dnf
import dnf.exceptions
import hawkey

logger = logging.getLogger('dnf.plugin')

POLICIES = ('off', 'report', 'enforce')
DEFAULT_TIMEOUT = 600


class Failure(Exception):
    """rpmcow did not answer, or not as agreed."""


class Rpmcow(dnf.Plugin):
    name = 'rpmcow'

    def __init__(self, base, cli):
        super().__init__(base, cli)
        self._changed = {}  # the variables that were set, by what they were before
        self._shown = set()

    def resolved(self):
        self._restore_environment()
        settings = Settings(self.read_config(self.base.conf))
        packages = incoming(self.base)
        if not packages or self._downloads_only() or self.base.conf.cacheonly:
            return
        try:
            answer = self._ask(settings, 'resolved', packages)
        except Failure as failure:
            logger.warning('rpmcow: nothing is transcoded: %s', failure)
            return
        self._show(answer.notes)
        self._change_environment(answer.environment)

    def pre_transaction(self):
        self._restore_environment()
        settings = Settings(self.read_config(self.base.conf))
        packages = incoming(self.base)
        if not packages or settings.policy == 'off':
            return
        enforced = settings.policy == 'enforce'
        try:
            answer = self._ask(settings, 'pre-transaction', packages)
        except Failure as failure:
            if enforced:
                raise dnf.exceptions.Error(
                    'rpmcow: the packages could not be checked, and policy=enforce in rpmcow.conf '
                    'wants them checked: %s' % failure)
            logger.warning('rpmcow: the packages were not checked: %s', failure)
            return
        if enforced and answer.stop is not None:
            raise dnf.exceptions.Error(
                'rpmcow stops this transaction, as policy=enforce wants: %s' % answer.stop)
        self._show(answer.notes)

    def _downloads_only(self):
        if self.base.conf.downloadonly:
            return True
        command = getattr(self.cli, 'command', None)
        return type(command).__name__.lower().startswith('download')

    def _show(self, notes):
        for level, text in notes:
            if text not in self._shown:  # dnf may resolve more than once
                self._shown.add(text)
                logger.log(level, 'rpmcow: %s', text)

    def _change_environment(self, variables):
        for name, value in variables.items():
            self._changed[name] = os.environ.get(name)
            os.environ[name] = value

    def _restore_environment(self):
        for name, value in self._changed.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        self._changed = {}

    def _ask(self, settings, hook, packages):
        about = {
            'denylist': settings.denylist,
            'auditState': settings.audit_state,
            'transcoder': settings.transcoder,
            'cache': self.base.conf.cachedir,
            'root': self.base.conf.installroot,
            'pid': os.getpid(),
        }
        try:
            lines = [about] + [described(package) for package in packages]
            question = ''.join(json.dumps(line) + '\n' for line in lines)
            return Answer(run([settings.rpmcow, 'dnf-hook', hook], question, settings.timeout))
        except Failure:
            raise
        except Exception as error:  # dnf would log it and go on, also under policy=enforce
            raise Failure('a bug of the plugin: %r' % error)


class Settings:
    """The [main] section of rpmcow.conf; see there."""

    def __init__(self, parser):
        def get(option, default=None):
            has = parser.has_section('main') and parser.has_option('main', option)
            return (parser.get('main', option).strip() if has else '') or default

        self.policy = get('policy', 'report')
        self.rpmcow = get('rpmcow', 'rpmcow')
        self.transcoder = get('transcoder')
        self.denylist = get('denylist', '').replace(',', ' ').split()
        self.audit_state = get('audit_state')
        timeout = get('timeout', str(DEFAULT_TIMEOUT))
        if self.policy not in POLICIES:
            raise dnf.exceptions.ConfigError(
                'rpmcow.conf: policy is one of %s, not "%s"' % (', '.join(POLICIES), self.policy))
        if not timeout.isdigit() or int(timeout) == 0:
            raise dnf.exceptions.ConfigError(
                'rpmcow.conf: timeout is a number of seconds, not "%s"' % timeout)
        self.timeout = int(timeout)


class Answer:
    """What rpmcow says, line by line: see `rpmcow help dnf-hook`."""

    def __init__(self, text):
        self.notes = []
        self.environment = {}
        self.stop = None
        ended = False
        for line in text.splitlines():
            try:
                ended = self._take(json.loads(line))
            except (ValueError, TypeError, KeyError, AttributeError):
                raise Failure('rpmcow answered what is not understood: %.100r' % line)
        if not ended:
            raise Failure('rpmcow did not finish its answer')

    def _take(self, fields):
        """Whether this is the last line."""
        if 'text' in fields:
            level = logging.WARNING if fields['level'] == 'warning' else logging.INFO
            self.notes.append((level, text_of(fields['text'])))
        for name, value in fields.get('environment', {}).items():
            self.environment[name] = text_of(value)
        if 'stop' in fields:
            self.stop = text_of(fields['stop'])
        return 'end' in fields


def text_of(value):
    if not isinstance(value, str):
        raise TypeError('a text expected')
    return value


def incoming(base):
    """The packages that the transaction installs, also those of an upgrade or a reinstallation."""
    return list(base.transaction.install_set) if base.transaction else []


def described(package):
    # dnf would read a whole file of the command line for its checksum; librepo never sees it.
    is_listed = package.reponame != hawkey.CMDLINE_REPO_NAME and package.chksum is not None
    checksum = None
    if is_listed:
        algorithm, digest = package.chksum
        checksum = '%s:%s' % (hawkey.chksum_name(algorithm), digest.hex())
    return {
        'name': package.name,
        'version': package.version,
        'release': package.release,
        'nevra': str(package),
        'repository': package.reponame,
        'checksum': checksum,
        'path': package.localPkg(),
    }


def run(command, text, timeout):
    """What the command prints; however this ends, nothing of it is left running."""
    # An interruption waits until there is something to end. rpmcow, in a session of its own, gets none.
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        with start(command, text) as process:
            try:
                signal.pthread_sigmask(signal.SIG_SETMASK, mask)
                output, complaint = process.communicate(timeout=timeout)
            except subprocess.TimeoutExpired:
                raise Failure('%s took longer than %d seconds' % (command[0], timeout))
            finally:
                if process.returncode is None:
                    os.killpg(process.pid, signal.SIGKILL)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    if process.returncode != 0:
        last = (complaint.strip().splitlines() or ['it said nothing'])[-1]
        raise Failure('%s ended with %s: %s' % (command[0], process.returncode, last))
    return output


def start(command, text):
    # A file for its standard input: dnf would die of a pipe that nobody reads, by SIGPIPE.
    with tempfile.TemporaryFile('w+', encoding='utf-8') as question:
        question.write(text)
        question.seek(0)
        try:
            return subprocess.Popen(
                command, stdin=question, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                encoding='utf-8', errors='replace', start_new_session=True)
        except OSError as error:
            raise Failure('%s does not start: %s' % (command[0], error.strerror))
