#!/bin/sh
# Run on rs2000. Exit 0 means that PostgreSQL answers.
set -eu
docker exec home-platform-postgres-1 pg_isready -U platform
