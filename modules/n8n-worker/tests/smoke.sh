#!/bin/sh
# Run on rs2000. Exit 0 means that n8n worker answers.
set -eu
docker exec home-platform-n8n-worker-1 wget -q -O /dev/null http://127.0.0.1:5678/healthz
