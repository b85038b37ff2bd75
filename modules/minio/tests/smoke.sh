#!/bin/sh
# Run on rs2000. Exit 0 means that MinIO answers.
set -eu
curl -fsS -o /dev/null http://127.0.0.1:9000/minio/health/live
