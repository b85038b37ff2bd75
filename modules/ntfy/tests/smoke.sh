#!/bin/sh
# Run on vps1000. Exit 0 means that ntfy answers.
set -eu
curl -fsS -o /dev/null http://127.0.0.1:8090/v1/health
