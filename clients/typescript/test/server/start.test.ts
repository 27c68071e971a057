import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MockServerClient, reply, request, UnreachableError } from "../../src/index.js";
import { findBinary } from "../../src/node/binary.js";
import { MockServer } from "../../src/node.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mockserver-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** A program in the shell's language. */
async function program(name: string, ...lines: string[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, ["#!/bin/sh", ...lines, ""].join("\n"), { mode: 0o755 });
  return path;
}

describe("finding the program", () => {
  test("the option wins over the environment, and that over PATH", async () => {
    await program("mockserver");
    const path = `/nowhere:${folder}`;
    expect(findBinary("given", { MOCKSERVER_BINARY: "named", PATH: path })).toBe("given");
    expect(findBinary(undefined, { MOCKSERVER_BINARY: "named", PATH: path })).toBe("named");
    expect(findBinary(undefined, { PATH: path })).toBe(join(folder, "mockserver"));
  });

  test("without one, the failure says what to do", () => {
    const find = () => findBinary(undefined, { PATH: "/nowhere", MOCKSERVER_BINARY: "" });
    expect(find).toThrow(UnreachableError);
    expect(find).toThrow(/MOCKSERVER_BINARY/);
  });
});

describe("a server of one's own", () => {
  test("is used and stopped", async () => {
    let url: string;
    {
      await using server = await MockServer.start();
      url = server.url;
      await server.when(request().path("/hello")).respond(reply(200).text("hello"));
      expect(await (await fetch(`${url}/hello`)).text()).toBe("hello");
    }
    await expect(new MockServerClient({ url, retryMs: 0 }).status()).rejects.toBeInstanceOf(UnreachableError);
  });

  test("stops once, and can be started again", async () => {
    const server = await MockServer.start();
    await server.launch();
    await server.stop();
    await server.stop();
    expect(() => server.url).toThrow(UnreachableError);
    await server.launch();
    expect(await server.ready()).toEqual({ status: "READY" });
    await server.stop();
  });

  test("gets its port and its arguments", async () => {
    const port = await freePort();
    await using server = await MockServer.start({ port, args: ["--log-level", "WARN"] });
    expect(new URL(server.url).port).toBe(String(port));
    expect(await server.configuration()).toMatchObject({ logLevel: "WARN" });
  });

  test("stops after the process that it belongs to was killed", async () => {
    const owner = spawn(process.execPath, ["--input-type=module", "--eval", ownerSource()], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const { value: url } = await createInterface({ input: owner.stdout })[Symbol.asyncIterator]().next();
    const client = new MockServerClient({ url, retryMs: 0 });
    expect(await client.ready()).toEqual({ status: "READY" });
    owner.kill("SIGKILL");
    await expect.poll(() => client.ready().catch((error) => error.code), { timeout: 10_000 }).toBe("UNREACHABLE");
  });

  test("may print what it likes", async () => {
    const said = join(folder, "said");
    const announcement = 'echo "mockserver: listening on http://127.0.0.1:9"';
    const binary = await program("talkative", announcement, "head -c 1000000 /dev/zero", `touch ${said}`, "cat");
    const server = await MockServer.start({ binary, retryMs: 0 });
    await expect.poll(() => existsSync(said), { timeout: 10_000 }).toBe(true);
    await expect(server.stop()).rejects.toBeInstanceOf(UnreachableError);
    expect(() => server.url).toThrow(UnreachableError);
  });

  test("does not keep the process alive that it belongs to", async () => {
    const owner = spawn(process.execPath, ["--input-type=module", "--eval", ownerSource("")], { stdio: "ignore" });
    expect(await once(owner, "exit")).toEqual([0, null]);
  });
});

describe("a server that does not start", () => {
  test("because it is not there", async () => {
    await expect(MockServer.start({ binary: join(folder, "missing") })).rejects.toMatchObject({
      code: "UNREACHABLE",
      message: expect.stringMatching(/missing did not start.*ENOENT/),
    });
  });

  test("because it gives up, saying why", async () => {
    const binary = await program("failing", "echo unrelated", "echo no such port >&2", "exit 3");
    await expect(MockServer.start({ binary })).rejects.toMatchObject({
      code: "UNREACHABLE",
      message: expect.stringContaining("failing did not start: no such port"),
    });
  });

  test("because it takes too long", async () => {
    const binary = await program("slow", "exec sleep 60");
    await expect(MockServer.start({ binary, startTimeoutMs: 100 })).rejects.toMatchObject({
      code: "UNREACHABLE",
      message: expect.stringContaining("killed after 100 ms"),
    });
  });
});

/** A program that starts a server, tells its URL and stays. */
function ownerSource(stay = "setInterval(() => {}, 1_000);"): string {
  return `
    import { MockServer } from "${new URL("../../dist/node.mjs", import.meta.url)}";
    const server = await MockServer.start();
    console.log(server.url);
    ${stay}`;
}

async function freePort(): Promise<number> {
  const holder = createServer().listen(0);
  await once(holder, "listening");
  const { port } = holder.address() as { port: number };
  await new Promise((resolve) => holder.close(resolve));
  return port;
}
