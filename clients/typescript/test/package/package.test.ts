import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createContext, runInContext } from "node:vm";
import { type OutputChunk, rolldown } from "rolldown";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);

test("the package holds the built files and what npm adds", async () => {
  const { stdout } = await run("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd: root });
  const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
  const paths = files.map((file) => file.path);
  const others = paths.filter((path) => !path.startsWith("dist/") && path !== "LICENSE");
  expect(others.sort()).toEqual(["README.md", "package.json"]);
  expect(paths).not.toContain("dist/vitest.cjs");
  const { exports } = createRequire(import.meta.url)("@mockserver/client/package.json") as { exports: object };
  const targets = Array.from(JSON.stringify(exports).matchAll(/"\.\/(dist\/[^"]+)"/g), (match) => match[1]);
  expect(paths).toEqual(expect.arrayContaining(targets));
});

test("CommonJS and ESM offer the same", async () => {
  const names = (source: string, type: string) =>
    run(process.execPath, [`--input-type=${type}`, "--eval", source], { cwd: root }).then(({ stdout }) => stdout);
  for (const entry of ["@mockserver/client", "@mockserver/client/node"]) {
    const print = "console.log(Object.keys(all).filter((name) => name !== 'default').sort().join())";
    const esm = await names(`import * as all from "${entry}"; ${print}`, "module");
    expect(await names(`const all = require("${entry}"); ${print}`, "commonjs")).toBe(esm);
    expect(esm).toMatch(/MockServer/);
  }
});

test("the client runs with nothing but what browsers have", async () => {
  const bundle = await rolldown({ input: `${root}/dist/index.mjs`, platform: "browser" });
  const { output } = await bundle.generate({ format: "iife", name: "mockserver" });
  const chunks = output.filter((file): file is OutputChunk => file.type === "chunk");
  expect(chunks).toHaveLength(1);
  expect(chunks[0]?.imports).toEqual([]);

  const control = createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    request.pipe(response.writeHead(201));
  }).listen(0);
  await once(control, "listening");
  const { port } = control.address() as { port: number };
  const browser = createContext({ fetch, AbortController, setTimeout, clearTimeout, btoa, atob });
  const stored = await runInContext(
    `${chunks[0]?.code};
    const { MockServerClient, get, reply } = mockserver;
    const client = new MockServerClient({ url: "http://localhost:${port}" });
    client.when(get("/a")).respond(reply(200).binary(new Uint8Array([1, 2]))).then(JSON.stringify)`,
    browser,
  );
  control.close();
  expect(JSON.parse(stored as string)).toEqual({
    httpRequest: { method: "GET", path: "/a" },
    httpResponse: { statusCode: 200, body: { type: "BINARY", base64Bytes: "AQI=" } },
  });
});

test("the hook for Jest", async () => {
  const { stderr } = await run("npx", ["jest", "--config", "test/package/jest.config.json", "--no-cache"], {
    cwd: root,
  });
  expect(stderr).toMatch(/Tests: +1 passed, 1 total/);
});
