#!/bin/sh
# Run on vps1000. Exit 0 means that MiroTalk P2P answers.
set -eu
docker exec home-platform-mirotalk-p2p-1 wget -q -O /dev/null http://127.0.0.1:3000/health
