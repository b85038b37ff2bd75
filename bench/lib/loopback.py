"""Hosts on this machine's loopback: an sshd each, on a port of its own, behind which a recorded docker answers."""

import getpass
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

RECORDED = Path(__file__).resolve().parent / "recorded-host"
PRIVILEGE_SEPARATION = Path("/run/sshd")  # sshd as root asks for it; a boot makes it where sshd is a service
FIRST_PORT = 21000
TICKS = os.sysconf("SC_CLK_TCK")


class Host:
    def __init__(self, number, port):
        self.name = f"host-{number:03d}"
        self.port = port


class Loopback:
    """Starts `count` hosts, and ends each by its process id."""

    def __init__(self, folder: Path, count):
        sshd = shutil.which("sshd", path=os.environ["PATH"] + ":/usr/sbin:/sbin")
        if sshd is None:
            sys.exit("sshd is missing: apt-get install openssh-server")
        self._folder = folder
        self._sshds = []
        self._made_directory = os.getuid() == 0 and not PRIVILEGE_SEPARATION.exists()
        self.hosts = [Host(number, port) for number, port in enumerate(free_ports(count))]
        self.ssh_config = folder / "ssh_config"  # with a key exchange that costs little
        self.plain_ssh_config = folder / "plain_ssh_config"  # with that which the installed OpenSSH prefers
        self._configure()
        self._command = [sshd, "-D", "-f", folder / "sshd_config", "-E", folder / "sshd.log", "-p"]

    def __enter__(self):
        if self._made_directory:
            PRIVILEGE_SEPARATION.mkdir(mode=0o755)
        try:
            for host in self.hosts:
                self._sshds.append(subprocess.Popen([*self._command, str(host.port)], stdin=subprocess.DEVNULL))
            for host in self.hosts:
                self._wait_for(host)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in self._sshds:
            process.terminate()
        for process in self._sshds:
            process.wait()
        if self._made_directory:
            PRIVILEGE_SEPARATION.rmdir()

    @property
    def cpu(self):
        """Seconds of processor that the hosts have used so far, in ended sessions too."""
        return sum(sum(map(int, stat_of(process.pid)[11:15])) for process in self._sshds) / TICKS

    @property
    def memory_mb(self):
        return sum(int(stat_of(process.pid)[21]) for process in self._sshds) * os.sysconf("SC_PAGESIZE") / 2**20

    def _configure(self):
        folder = self._folder
        keygen = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "bench", "-f"]
        for key in ("host_key", "client_key"):
            subprocess.run([*keygen, folder / key], check=True)
        public = (folder / "host_key.pub").read_text().rsplit(" ", 1)[0]
        (folder / "known_hosts").write_text("".join(f"[127.0.0.1]:{host.port} {public}\n" for host in self.hosts))
        (folder / "bin").symlink_to(RECORDED)
        (folder / "home").mkdir()
        # A home of its own: what the account's shell reads as it starts is no part of what is measured.
        (folder / "sshd_config").write_text(f"""\
ListenAddress 127.0.0.1
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/client_key.pub
StrictModes no
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
PrintMotd no
PidFile none
LogLevel ERROR
Subsystem sftp internal-sftp
SetEnv PATH={folder}/bin:/usr/bin:/bin HOME={folder}/home
""")
        self.plain_ssh_config.write_text(f"""\
User {getpass.getuser()}
IdentityFile {folder}/client_key
IdentityAgent none
IdentitiesOnly yes
UserKnownHostsFile {folder}/known_hosts
GlobalKnownHostsFile none
StrictHostKeyChecking yes
""")
        self.ssh_config.write_text(f"KexAlgorithms curve25519-sha256\nInclude {self.plain_ssh_config}\n")

    def _wait_for(self, host):
        for _ in range(400):
            with socket.socket() as connection:
                if connection.connect_ex(("127.0.0.1", host.port)) == 0:
                    return
            time.sleep(0.05)
        sys.exit(f"no sshd on port {host.port}: {(self._folder / 'sshd.log').read_text()}")


def free_ports(count):
    """Ports below those that connections going out are given."""
    ports = []
    for port in range(FIRST_PORT, 32768):
        if len(ports) == count:
            return ports
        with socket.socket() as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind(("127.0.0.1", port))
            except OSError:
                continue
        ports.append(port)
    sys.exit(f"no {count} free ports")


def stat_of(pid):
    """The fields of /proc/PID/stat from the third on."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
