#!/bin/sh
# Run on rs2000. Exit 0 means that Redis answers.
set -eu
docker exec home-platform-redis-1 redis-cli ping
