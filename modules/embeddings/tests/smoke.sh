#!/bin/sh
# Run on rs2000. Exit 0 means that Text embeddings answers.
set -eu
docker exec home-platform-embeddings-1 wget -q -O /dev/null http://127.0.0.1:8080/health
