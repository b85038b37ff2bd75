#!/bin/sh
# Run on rs2000. Exit 0 means that Honcho cache answers.
set -eu
docker exec home-platform-honcho-redis-1 redis-cli ping
