#!/bin/sh
# Run on vps1000. Exit 0 means that Edge proxy answers.
set -eu
curl -fsS -o /dev/null http://127.0.0.1:8080/health
