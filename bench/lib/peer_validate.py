"""Validates a platform root as the platform's former tooling did: PyYAML with the C loader, and python-jsonschema.

peer_validate.py SCHEMA ROOT [--schema-only]. Looks up what `platformctl validate` looks up, each file once: folders, hosts,
compose files with their services, runbooks and smoke tests, and services that two modules claim; with --schema-only
nothing but the manifests. Needs Debian's python3-yaml and python3-jsonschema.
"""

import functools
import json
import os
import sys
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator, draft202012_format_checker

schema = json.loads(Path(sys.argv[1]).read_text())
root = sys.argv[2]
schema_only = "--schema-only" in sys.argv
validator = Draft202012Validator(schema, format_checker=draft202012_format_checker)
claims = {}


def load(path):
    with open(path, "rb") as stream:
        return yaml.load(stream, Loader=yaml.CSafeLoader)


@functools.cache
def hosts():
    return load(os.path.join(root, "hosts.yaml"))["hosts"]


@functools.cache
def services(compose_file):
    path = os.path.join(root, compose_file)
    return load(path).get("services") if os.path.isfile(path) else None


def problems(folder, manifest):
    errors = sorted(validator.iter_errors(manifest), key=lambda error: list(error.path))
    yield from (f"{error.json_path}: {error.message}" for error in errors)
    if not errors and not schema_only:
        yield from wrong_references(folder, manifest)


def wrong_references(folder, manifest):
    runtime = manifest["spec"]["runtime"]
    if manifest["id"] != os.path.basename(folder):
        yield "id is not the folder's name"
    if runtime["host"] not in hosts():
        yield f"no host {runtime['host']}"
    declared = services(runtime["compose_file"])
    if declared is None or runtime["compose_service"] not in declared:
        yield f"no service {runtime['compose_service']} in {runtime['compose_file']}"
    claim = runtime["host"], runtime["compose_project"], runtime["compose_service"]
    if claims.setdefault(claim, folder) != folder:
        yield f"{claims[claim]} claims the same service"
    operations = manifest["spec"]["operations"]
    for path in operations["runbook"], operations["smoke_test"]:
        if not os.path.isfile(os.path.join(folder, path)):
            yield f"no file {path}"


files = invalid = 0
for path in sorted(Path(root).glob("modules/*/module.yaml")):
    files += 1
    found = list(problems(str(path.parent), load(path)))
    for problem in found:
        print(f"{path}: {problem}")
    invalid += bool(found)
print(f"{files} files, {invalid} invalid")
sys.exit(1 if invalid else 0)
