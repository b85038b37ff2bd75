"""Writes platform roots of any size, whose manifests look like the sample fleet's and are all valid."""

import hashlib
import os
from pathlib import Path

SERVICES_PER_COMPOSE_FILE = 11
TRUSTED_ROOTS = "PLATFORM_TRUSTED_ROOTS"
HOSTS = ("rs2000", "vps1000")
TIERS = ("0-platform-substrate", "1-iskra-value-layer", "2-tools-products-modules")

# As long as modules/honcho-api/module.yaml.
MANIFEST = """\
schema_version: 2
id: {id}
name: Service {number}
tier: {tier}
owner: operator
spec:
  user_facing_outcome: Iskra remembers what a person told it, across sessions and devices.
  acceptance_criteria:
    - A fact told in one session is known in the next.
    - "`/health` answers 200 within a second."
    - Nothing of one person is ever shown to another.
  runtime:
    host: {host}
    orchestrator: docker-compose
    compose_project: {project}
    compose_file: {compose_file}
    compose_service: {service}
    desired_state: {state}
    statefulness: {statefulness}
    image_build: upstream
    image_observed: {image}
    image_digest_pinned_in_compose: false
    image_audit_ts: "2026-05-02T00:00:00Z"
  source:
    kind: upstream-image
    location: {repository}
    version_scheme: upstream-tag
  artifact:
    # Migrations run at start and cannot be undone below {number}.0.
    kind: oci-image
    registry: upstream-registry
    reference: {image}
    digest: {digest}
    update_policy: manual
  secrets:
    provider: infisical
    refs: [SERVICE_{number}_DB_URL]
  risk:
    blast_radius: dependents
    internet_exposed: false
    human_wakeup_allowed: true
  operations:
    runbook: runbook.md
    smoke_test: tests/smoke.sh
"""

SERVICE = """\
  {id}:
    image: {image}
    restart: unless-stopped
    environment:
      CACHE_URL: redis://cache:6379/0
      LOG_LEVEL: INFO
    ports:
      - 127.0.0.1:{port}:8000
    healthcheck:
      test: [CMD, wget, -q, -O, /dev/null, http://127.0.0.1:8000/health]
      interval: 10s
"""


def write(root: Path, modules: int, hosts=HOSTS, project="home-platform", image=None, digest=None, state="running", projects=()):
    """Writes a root without hosts.yaml. With an image, all modules run that one and not one of their own each. With projects, they
    take turns, and each has a compose file of its own."""
    compose_files = {}
    for number in range(modules):
        name = f"service-{number:05d}"
        if projects:
            project = projects[number % len(projects)]
        compose_file = f"compose/{project if projects else f'stack-{number // SERVICES_PER_COMPOSE_FILE:04d}'}/compose.yaml"
        repository = image.rpartition(":")[0] if image else f"ghcr.io/example-labs/{name}"
        reference = image or f"{repository}:3.0.{number % 10}"
        folder = root / "modules" / name
        (folder / "tests").mkdir(parents=True)
        (folder / "runbook.md").write_text(f"# Service {number}\n")
        (folder / "tests" / "smoke.sh").write_text("#!/bin/sh\n")
        (folder / "module.yaml").write_text(MANIFEST.format(
            id=name, service=name, number=number, tier=TIERS[number % len(TIERS)], host=hosts[number % len(hosts)],
            project=project, compose_file=compose_file, state=state, statefulness="stateful" if number % 4 == 0 else "stateless",
            image=reference, repository=repository,
            digest=digest or "sha256:" + hashlib.sha256(name.encode()).hexdigest()))
        compose_files.setdefault(compose_file, []).append(
            SERVICE.format(id=name, image=reference, port=10000 + number % 50000))
    for path, services in compose_files.items():
        (root / path).parent.mkdir(parents=True)
        (root / path).write_text("services:\n" + "".join(services))


HOSTS_YAML = """\
schema_version: 1
defaults: {{ compose_project: home-platform }}
hosts:
{hosts}"""


def write_hosts(root: Path, lines):
    os.environ[TRUSTED_ROOTS] = str(root)  # the words of ssh_command are ours
    (root / "hosts.yaml").write_text(HOSTS_YAML.format(hosts="".join(f"  {line}\n" for line in lines)))
