import { expect, test } from "vitest";
import {
  type ClientOptions,
  exactly,
  get,
  MockServerClient,
  post,
  reply,
  request,
  response,
  when,
} from "../../src/index.js";
import { fakeFetch, json, type Seen } from "./fake-fetch.js";

/** What a client sends to a server that stores everything under the id "stored". */
async function sent(use: (client: MockServerClient) => Promise<unknown>): Promise<Seen | undefined> {
  const { fetch, seen } = fakeFetch(({ body }) => json(Array.isArray(body) ? body : {}));
  const options: ClientOptions = { url: "http://host", fetch };
  await use(new MockServerClient(options));
  return seen[0];
}

async function body(use: (client: MockServerClient) => Promise<unknown>): Promise<unknown> {
  return (await sent(use))?.body;
}

test("when collects and respond sends", async () => {
  const { fetch, seen } = fakeFetch(({ body }) =>
    json(
      (body as object[]).map((e) => ({ ...e, id: "stored" })),
      201,
    ),
  );
  const client = new MockServerClient({ url: "http://host", fetch });
  const open = client
    .when(post("/login").json({ user: "foo" }))
    .times(2)
    .ttl(1_500)
    .priority(3);
  expect(seen).toEqual([]);
  const stored = await open.id("a").percentage(50).namespace("n").respond(reply(302).header("Location", "/home"));
  expect(seen).toEqual([
    {
      method: "PUT",
      url: "http://host/mockserver/expectation",
      body: [
        {
          httpRequest: { method: "POST", path: "/login", body: { type: "JSON", json: { user: "foo" } } },
          times: { remainingTimes: 2 },
          timeToLive: { timeUnit: "MILLISECONDS", timeToLive: 1_500 },
          priority: 3,
          id: "a",
          percentage: 50,
          namespace: "n",
          httpResponse: { statusCode: 302, headers: { Location: ["/home"] } },
        },
      ],
    },
  ]);
  expect(stored).toMatchObject({ id: "stored", priority: 3 });
});

test("when without a request matches every request", async () => {
  expect(await body((client) => client.when().respond({ statusCode: 200 }))).toEqual([
    { httpResponse: { statusCode: 200 } },
  ]);
});

test("a begun statement can be ended more than once", async () => {
  const { fetch, seen } = fakeFetch(({ body }) => json(body, 201));
  const begun = new MockServerClient({ url: "http://host", fetch }).when(get("/a"));
  await begun.times(1).respond(reply(200));
  await begun.respond(reply(500));
  expect(seen.map((request) => request.body)).toEqual([
    [{ httpRequest: { method: "GET", path: "/a" }, times: { remainingTimes: 1 }, httpResponse: { statusCode: 200 } }],
    [{ httpRequest: { method: "GET", path: "/a" }, httpResponse: { statusCode: 500 } }],
  ]);
});

test("a server that stores nothing is no success", async () => {
  const { fetch } = fakeFetch(() => json([], 201));
  const ended = new MockServerClient({ url: "http://host", fetch }).when().respond({});
  await expect(ended).rejects.toMatchObject({ code: "REFUSED" });
});

test("upsert takes plain data, builders within it, and what the standalone when makes", async () => {
  const expected = { httpRequest: { method: "GET", path: "/a" }, httpResponse: { statusCode: 204 } };
  const sentBody = await body((client) =>
    client.upsert(
      { httpRequest: { method: "GET", path: "/a" }, httpResponse: { statusCode: 204 } },
      { httpRequest: get("/a"), httpResponse: reply(204) },
      when(get("/a")).respond(reply(204)),
    ),
  );
  expect(sentBody).toEqual([expected, expected, expected]);
});

test("plain data reaches the server as it is", async () => {
  const odd = { nonsense: 1, httpRequest: { path: 5 }, times: null };
  expect(await body((client) => client.upsert(odd as object))).toEqual([odd]);
});

test("verify asks for at least once unless told otherwise", async () => {
  expect(await body((client) => client.verify(request().path("/a")))).toEqual({
    httpRequest: { path: "/a" },
    times: { atLeast: 1 },
  });
  expect(await body((client) => client.verify(request().path("/a"), exactly(0)))).toEqual({
    httpRequest: { path: "/a" },
    times: { atLeast: 0, atMost: 0 },
  });
});

test("verify by expectation id and by response, with options", async () => {
  const options = { response: response().statusCode(200), timeoutMs: 250, disposition: "MOCKED", maximumRequests: 3 };
  expect(await body((client) => client.verify(undefined, exactly(1), { expectationId: "a", ...options }))).toEqual({
    expectationId: { id: "a" },
    httpResponse: { statusCode: 200 },
    times: { atLeast: 1, atMost: 1 },
    timeout: 250,
    disposition: "MOCKED",
    maximumNumberOfRequestToReturnInVerificationFailure: 3,
  });
});

test("verifySequence takes requests one by one, or a list with options", async () => {
  const list = { httpRequests: [{ path: "/a" }, { path: "/b" }] };
  expect(await body((client) => client.verifySequence(request().path("/a"), { path: "/b" }))).toEqual(list);
  const options = { responses: [response().statusCode(200), {}], timeoutMs: 10, maximumRequests: 2 };
  expect(await body((client) => client.verifySequence([request().path("/a"), { path: "/b" }], options))).toEqual({
    ...list,
    httpResponses: [{ statusCode: 200 }, {}],
    timeout: 10,
    maximumNumberOfRequestToReturnInVerificationFailure: 2,
  });
  expect(await body((client) => client.verifySequence([], { expectationIds: ["a", { id: "b" }] }))).toEqual({
    expectationIds: [{ id: "a" }, { id: "b" }],
  });
  expect(await body((client) => client.verifySequence())).toEqual({});
});

test("the remaining calls", async () => {
  const call = (method: string, path: string, body?: unknown) => ({
    method,
    url: `http://host/mockserver/${path}`,
    body,
  });
  expect(await sent((client) => client.clearById("a", { type: "EXPECTATIONS" }))).toEqual(
    call("PUT", "clear?type=EXPECTATIONS", { id: "a" }),
  );
  expect(await sent((client) => client.reset())).toEqual(call("PUT", "reset"));
  expect(await sent((client) => client.bind(0, 1081))).toEqual(call("PUT", "bind", { ports: [0, 1081] }));
  expect(await sent((client) => client.stop())).toEqual(call("PUT", "stop"));
  expect(await sent((client) => client.explainUnmatched(5))).toEqual(call("PUT", "explainUnmatched", { limit: 5 }));
  expect(await sent((client) => client.explainUnmatched())).toEqual(call("PUT", "explainUnmatched"));
  expect(await sent((client) => client.configuration())).toEqual(call("GET", "configuration"));
  expect(await sent((client) => client.updateConfiguration({ logLevel: "WARN" }))).toEqual(
    call("PUT", "configuration", { logLevel: "WARN" }),
  );
  expect(await sent((client) => client.retrieveAs("HAR", "REQUESTS", get("/a"), { namespace: "n" }))).toEqual(
    call("PUT", "retrieve?type=REQUESTS&format=HAR&namespace=n&strict=true", { method: "GET", path: "/a" }),
  );
  expect(await sent((client) => client.retrieveLogs(get("/a"), { correlationId: "c" }))).toEqual(
    call("PUT", "retrieve?type=LOGS&format=LOG_ENTRIES&correlationId=c", { method: "GET", path: "/a" }),
  );
});
