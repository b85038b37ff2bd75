"""Validates manifests as the platform's former tooling did: PyYAML with the C loader, and python-jsonschema.

peer_validate.py SCHEMA ROOT. Needs Debian's python3-yaml and python3-jsonschema.
"""

import json
import sys
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator, draft202012_format_checker

schema = json.loads(Path(sys.argv[1]).read_text())
validator = Draft202012Validator(schema, format_checker=draft202012_format_checker)
files = invalid = 0
for path in sorted(Path(sys.argv[2]).glob("modules/*/module.yaml")):
    files += 1
    with path.open("rb") as stream:
        manifest = yaml.load(stream, Loader=yaml.CSafeLoader)
    errors = sorted(validator.iter_errors(manifest), key=lambda error: list(error.path))
    for error in errors:
        print(f"{path}: {error.json_path}: {error.message}")
    invalid += bool(errors)
print(f"{files} files, {invalid} invalid")
sys.exit(1 if invalid else 0)
