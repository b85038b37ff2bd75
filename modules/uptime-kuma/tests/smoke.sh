#!/bin/sh
# Run on vps1000. Exit 0 means that Uptime Kuma answers.
set -eu
curl -fsS -o /dev/null http://127.0.0.1:3001/
