import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { send } from '../../lib/aws/http';

let server: Server | undefined;

afterEach(() => {
  server?.close();
});

/** Sends a request to a server that does as it is told with the connection. */
async function answered(serve: (socket: Socket) => void, milliseconds = 5_000): Promise<unknown> {
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      serve(socket);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/path?X-Amz-Signature=secret`);
  return send({ method: 'GET', url, headers: {}, deadline: Date.now() + milliseconds });
}

test('a response has status, headers and body', async () => {
  await expect(answered(socket => socket.end('HTTP/1.1 404 Not Found\r\nX-A: b\r\nContent-Length: 4\r\n\r\nnone')))
    .resolves.toMatchObject({ status: 404, headers: { 'x-a': 'b' }, body: 'none' });
});

test('a response follows after informational responses', async () => {
  await expect(answered(socket => socket.end('HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')))
    .resolves.toMatchObject({ status: 200, body: 'ok' });
});

test('a response that switches protocols without naming one ends immediately', async () => {
  await expect(answered(socket => socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n'))).resolves.toMatchObject({ status: 101 });
});

test.each<[string, (socket: Socket) => void, RegExp]>([
  ['switches protocols', socket => socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'), /cannot be used: it switches protocols$/],
  ['closes the connection without an answer', socket => socket.end(), /^no answer from .*: ECONNRESET$/],
  ['breaks the connection', socket => socket.resetAndDestroy(), /^no answer from .*: ECONNRESET$/],
  ['closes the connection inside the headers', socket => socket.end('HTTP/1.1 200 OK\r\nContent-'), /^no answer from .*: (?:ECONNRESET|HPE_\w+)$/],
  ['closes the connection inside the body', socket => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'), /^no answer from .*: ECONNRESET$/],
  ['closes the connection inside a chunk', socket => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nhalf'), /^no answer from .*: ECONNRESET$/],
  ['speaks another protocol', socket => socket.end('SSH-2.0-OpenSSH_9.6\r\n'), /^no answer from .*: HPE_\w+$/],
  ['announces no end and sends too much', flood, /cannot be used: it has more than 16777216 bytes$/],
])('fails immediately if the server %s', async (_, serve, message) => {
  await expect(answered(serve)).rejects.toThrow(message);
});

test('fails at the deadline if the server stops inside the body', async () => {
  await expect(answered(socket => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'), 200))
    .rejects.toThrow(/: timed out \(is there a network path to it\?\)$/);
});

test('fails without path and query in the message', async () => {
  await expect(answered(socket => socket.end())).rejects.toThrow(/^(?!.*(?:path\?|secret))/);
});

function flood(socket: Socket): void {
  socket.write('HTTP/1.1 200 OK\r\n\r\n');
  const more = () => {
    while (!socket.destroyed && socket.write('x'.repeat(1 << 16)));
  };
  socket.on('drain', more);
  more();
}
