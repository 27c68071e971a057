import { describe, expect, test } from "vitest";
import {
  atLeast,
  atMost,
  between,
  connectionOptions,
  type Expectation,
  exactly,
  get,
  MockServerClient,
  never,
  not,
  once,
  optional,
  post,
  RefusedError,
  reply,
  request,
  response,
  schema,
  VerificationError,
} from "../../src/index.js";
import { useMockServer } from "../../src/vitest.js";

const server = useMockServer();

/** What the server answers, in short. */
async function status(path: string, init?: RequestInit): Promise<number> {
  return (await fetch(server.url + path, init)).status;
}

describe("expectations", () => {
  test("the login story", async () => {
    const stored = await server
      .when(post("/login").json({ user: "foo" }))
      .times(2)
      .respond(reply(302).header("Location", "/home").cookie("session", "2By8"));
    expect(stored).toMatchObject({ id: expect.any(String), times: { remainingTimes: 2 }, priority: 0 });

    const login = { method: "POST", body: '{"user":"foo","other":1}', redirect: "manual" } as const;
    const answer = await fetch(`${server.url}/login`, login);
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "/home"]);
    expect(answer.headers.get("set-cookie")).toContain("session=2By8");
    expect(await status("/login", login)).toBe(302);
    expect(await status("/login", login)).toBe(404);
    await server.verify(request().path("/login"), exactly(3));
  });

  test("what was stored can be stored again", async () => {
    const [stored] = (await server.upsert({ id: "a", httpRequest: get("/a"), httpResponse: reply(200) })) as [
      Expectation,
    ];
    expect(await server.upsert(stored)).toEqual([stored]);
    expect(await server.retrieveActiveExpectations()).toEqual([stored]);
  });

  test("priority, then order of creation", async () => {
    await server.when(get("/a")).respond(reply(201));
    await server.when(get("/a")).priority(1).respond(reply(202));
    expect(await status("/a")).toBe(202);
  });

  test("matchers", async () => {
    const matcher = get("/users/{id}")
      .pathParameter("id", schema({ type: "integer" }))
      .query("page", "[0-9]+")
      .header(optional("X-Trace"), "on")
      .header("Accept", not("text/html"))
      .cookie("session", ".+");
    await server.when(matcher).respond(reply(200));
    const headers = { accept: "text/plain", cookie: "session=1" };
    expect(await status("/users/7?page=12", { headers })).toBe(200);
    expect(await status("/users/joe?page=12", { headers })).toBe(404);
    expect(await status("/users/7?page=x", { headers })).toBe(404);
    expect(await status("/users/7?page=12", { headers: { ...headers, accept: "text/html" } })).toBe(404);
    expect(await status("/users/7?page=12", { headers: { accept: "text/plain" } })).toBe(404);
  });

  test("bodies", async () => {
    await server.when(post("/a").text("needle", { subString: true })).respond(reply(201));
    await server.when(post("/a").regex("[a-c]+")).respond(reply(202));
    await server.when(post("/a").json([1, 2], { matchType: "STRICT" })).respond(reply(203));
    await server.when(post("/a").form({ name: ["joe"] })).respond(reply(204));
    await server.when(post("/a").binary(Uint8Array.of(0, 255))).respond(reply(205));
    const send = (body: BodyInit) => status("/a", { method: "POST", body });
    expect(await send("hay needle hay")).toBe(201);
    expect(await send("abc")).toBe(202);
    expect(await send("[1,2]")).toBe(203);
    expect(await send("[2,1]")).toBe(404);
    expect(await send(new URLSearchParams({ name: "joe" }))).toBe(204);
    expect(await send(Uint8Array.of(0, 255))).toBe(205);
  });

  test("answers", async () => {
    const bytes = Uint8Array.of(1, 2, 254);
    const options = connectionOptions().suppressContentLengthHeader(true).chunkSize(1);
    await server.when(get("/bytes")).respond(reply(200).binary(bytes).connectionOptions(options));
    await server.when(get("/json")).respond(reply(200).json({ a: [1] }));
    await server.when(get("/late")).respond(reply(200).delay(30));
    expect(new Uint8Array(await (await fetch(`${server.url}/bytes`)).arrayBuffer())).toEqual(bytes);
    expect(await (await fetch(`${server.url}/json`)).json()).toEqual({ a: [1] });
    const start = performance.now();
    expect(await status("/late")).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(25);
  });
});

describe("verification", () => {
  test("counts", async () => {
    await status("/a");
    await status("/a");
    await server.verify(get("/a"));
    await server.verify(get("/a"), exactly(2));
    await server.verify(get("/a"), atLeast(1));
    await server.verify(get("/a"), atMost(2));
    await server.verify(get("/a"), between(1, 3));
    await server.verify(get("/b"), never());
    await expect(server.verify(get("/a"), once())).rejects.toBeInstanceOf(VerificationError);
    await expect(server.verify(get("/b"))).rejects.toThrow(/^Request not found at least once/);
  });

  test("by expectation and by response", async () => {
    const { id = "" } = await server.when(get("/a")).respond(reply(202));
    await status("/a");
    await server.verify(undefined, once(), { expectationId: id });
    await server.verify(get("/a"), once(), { response: response().statusCode(202), disposition: "MOCKED" });
    await expect(server.verify(undefined, once(), { expectationId: "unknown" })).rejects.toBeInstanceOf(RefusedError);
  });

  test("waits for what comes late", async () => {
    const verified = server.verify(get("/late"), once(), { timeoutMs: 10_000 });
    await status("/late");
    await verified;
  });

  test("sequences", async () => {
    await status("/a");
    await status("/b");
    await server.verifySequence(get("/a"), get("/b"));
    const backwards = server.verifySequence([get("/b"), get("/a")], { maximumRequests: 2 });
    await expect(backwards).rejects.toThrow(/^Request sequence not found/);
  });
});

describe("what was recorded", () => {
  test("requests, exchanges, logs", async () => {
    await server.when(get("/a")).respond(reply(200).text("hello"));
    await status("/a?q=1", { headers: { "x-id": "7" } });
    await status("/b");
    expect(await server.retrieveRequests(get("/a"))).toMatchObject([
      { method: "GET", path: "/a", queryStringParameters: { q: ["1"] }, headers: { "x-id": ["7"] } },
    ]);
    expect(await server.retrieveRequestResponses(get("/a"))).toMatchObject([
      { httpRequest: { path: "/a" }, httpResponse: { body: expect.anything() } },
    ]);
    const entries = await server.retrieveLogs();
    expect(entries.map((entry) => entry.type)).toContain("RECEIVED_REQUEST");
    expect(await server.retrieve(undefined, { type: "LOGS", format: "JSON" })).toEqual(expect.any(String));
  });

  test("clearing", async () => {
    await server.upsert({ id: "a", httpRequest: get("/a"), httpResponse: {} });
    await server.upsert({ id: "b", httpRequest: get("/b"), httpResponse: {} });
    await server.upsert({ id: "c", namespace: "n", httpRequest: get("/c"), httpResponse: {} });
    const ids = async () => (await server.retrieveActiveExpectations()).map((expectation) => expectation.id);
    await server.clear(undefined, { namespace: "n", type: "EXPECTATIONS" });
    expect(await ids()).toEqual(["a", "b"]);
    await server.clear(get("/a"), { type: "EXPECTATIONS" });
    expect(await ids()).toEqual(["b"]);
    await server.clearById("b");
    expect(await ids()).toEqual([]);
    await expect(server.clearById("never known")).rejects.toThrow("No expectation found with id never known");
  });
});

describe("the server itself", () => {
  test("status, ready and bind", async () => {
    expect(await server.ready()).toEqual({ status: "READY" });
    const [port] = (await server.bind(0)).ports as [number];
    expect((await server.status()).ports).toContain(port);
    const other = new MockServerClient({ url: `http://localhost:${port}` });
    expect((await other.status()).ports).toContain(port);
  });

  test("configuration", async () => {
    const before = await server.configuration();
    expect(await server.updateConfiguration({ maxExpectations: 123 })).toMatchObject({ maxExpectations: 123 });
    await server.updateConfiguration({ maxExpectations: before.maxExpectations ?? 15_000 });
    expect(await server.configuration()).toEqual(before);
  });
});

test("a refusal names the field and stores nothing", async () => {
  const misspelt = { httpRequest: { paht: "/a" }, httpResponse: {} } as object;
  const error = await server.upsert({ httpResponse: {} }, misspelt).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(RefusedError);
  expect(error).toMatchObject({ status: 400, fieldPaths: expect.arrayContaining([expect.stringContaining("paht")]) });
  expect(await server.retrieveActiveExpectations()).toEqual([]);
});
