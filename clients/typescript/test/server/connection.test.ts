import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { MockServerClient, UnreachableError } from "../../src/index.js";

let server: Server;
afterEach(() => {
  server.close();
});

/** Listens and hands each connection, with its number, to the function. */
async function listen(connected: (socket: Socket, count: number) => void, port = 0): Promise<number> {
  let count = 0;
  server = createServer((socket) => {
    count += 1;
    socket.on("error", () => undefined);
    const number = count;
    socket.once("data", () => connected(socket, number));
  }).listen(port);
  await once(server, "listening");
  return (server.address() as { port: number }).port;
}

const ok = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";

test("a server that is still starting is waited for", async () => {
  const port = await listen((socket) => socket.end(ok));
  await new Promise((resolve) => server.close(resolve));
  const status = new MockServerClient({ url: `http://127.0.0.1:${port}` }).status();
  await listen((socket) => socket.end(ok), port);
  expect(await status).toEqual({});
});

test("a connection that closes before any answer is tried again", async () => {
  const port = await listen((socket, count) => (count < 3 ? socket.destroy() : socket.end(ok)));
  expect(await new MockServerClient({ url: `http://127.0.0.1:${port}` }).status()).toEqual({});
});

test("one that closes within the answer is not", async () => {
  let connections = 0;
  const port = await listen((socket, count) => {
    connections = count;
    socket.write(ok.slice(0, -1), () => socket.destroy());
  });
  await expect(new MockServerClient({ url: `http://127.0.0.1:${port}` }).status()).rejects.toBeInstanceOf(
    UnreachableError,
  );
  expect(connections).toBe(1);
});

test("a server that never answers is given up after the timeout", async () => {
  const port = await listen(() => undefined);
  const client = new MockServerClient({ url: `http://127.0.0.1:${port}`, timeoutMs: 100 });
  await expect(client.status()).rejects.toMatchObject({ message: expect.stringContaining("within 100 ms") });
});

test("no server: the failure says so", async () => {
  const port = await listen(() => undefined);
  await new Promise((resolve) => server.close(resolve));
  const client = new MockServerClient({ url: `http://localhost:${port}`, retryMs: 100 });
  await expect(client.status()).rejects.toMatchObject({
    code: "UNREACHABLE",
    message: expect.stringMatching(/ECONNREFUSED.*ECONNREFUSED|ECONNREFUSED/),
  });
});
