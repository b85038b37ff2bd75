// The panel's skeleton: what the sample fleet needs is that it is built on the host and answers.
const http = require('node:http');

const server = http.createServer((request, response) => {
  response.writeHead(request.url === '/health' ? 200 : 404, { 'content-type': 'text/plain' });
  response.end(request.url === '/health' ? 'ok\n' : 'not found\n');
});

server.listen(3000);
process.on('SIGTERM', () => server.close(() => process.exit(0)));
