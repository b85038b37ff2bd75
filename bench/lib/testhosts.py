"""A test host (tests/hosts), and containers on it that only a benchmark looks at."""

import contextlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

CREATE = """
set -eu
for number in $(seq -w 0 {last}); do
  docker create --name {project}-service-000$number-1 --label com.docker.compose.project={project} \\
    --label com.docker.compose.service=service-000$number --label com.docker.compose.container-number=1 \\
    --label com.docker.compose.oneoff=False {image} >/dev/null
done
docker image inspect --format '{{{{range .RepoDigests}}}}{{{{println .}}}}{{{{end}}}}' {image}
"""


class Host:
    """The first of the test hosts that are up."""

    def __init__(self):
        state = os.environ.get("PLATFORM_TEST_HOSTS") or Path(tempfile.gettempdir()) / "platform-test-hosts"
        env = Path(state) / "env"
        if not env.exists():
            sys.exit("the test hosts are down; run tests/hosts/up and tests/hosts/deploy first")
        settings = dict(line.split("=", 1) for line in env.read_text().splitlines())
        self.name = settings["HOSTS"].split()[0]
        self.ssh_config = settings["SSH_CONFIG"]
        self.ssh = ["ssh", "-F", self.ssh_config, self.name]
        self._sshd_log = Path(settings[f"{self.name.upper()}_SSHD_LOG"])

    def run(self, script):
        return subprocess.run([*self.ssh, "sh"], input=script, check=True, capture_output=True, text=True).stdout

    def copy(self, folder, directory):
        archive = subprocess.run(["tar", "-C", folder.parent, "-c", folder.name], check=True, capture_output=True).stdout
        subprocess.run([*self.ssh, f"mkdir -p {directory} && tar -C {directory} -x"], input=archive, check=True)

    def connections(self):
        return sum(line.startswith("Connection from ") for line in self._sshd_log.read_text().splitlines())


@contextlib.contextmanager
def created(host, count, project, image):
    """Containers of a Compose project, created and not started; yields the digest of their image."""
    remove = f"docker ps -aq --filter label=com.docker.compose.project={project} | xargs -r docker rm -f >/dev/null"
    try:
        host.run(remove)  # of a run that was cut short
        lines = host.run(CREATE.format(last=count - 1, project=project, image=image)).split()
        yield next(line.partition("@")[2] for line in lines if line.startswith(image.partition(":")[0] + "@"))
    finally:
        host.run(remove)
