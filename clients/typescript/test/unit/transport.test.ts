import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  MockServerClient,
  MockServerError,
  RefusedError,
  UnreachableError,
  VerificationError,
} from "../../src/index.js";
import { fakeFetch, json } from "./fake-fetch.js";

const refused = () => {
  throw new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED 127.0.0.1:1080") });
};

describe("addresses", () => {
  test.each(["http://host:1080", "http://host:1080/", "http://host:1080/context/"])("below %s", async (url) => {
    const { fetch, seen } = fakeFetch(() => json({}));
    await new MockServerClient({ url, fetch }).status();
    expect(seen[0]?.url).toBe(`${url.replace(/\/$/, "")}/mockserver/status`);
  });

  test("names in the path are encoded, slashes too", async () => {
    const { fetch, seen } = fakeFetch(() => json({}));
    await new MockServerClient({ url: "http://host", fetch }).triggerScenario("a/b c%", "X");
    expect(seen).toEqual([
      { method: "PUT", url: "http://host/mockserver/scenario/a%2Fb%20c%25/trigger", body: { newState: "X" } },
    ]);
  });

  test("query parameters are encoded, and left out when undefined", async () => {
    const { fetch, seen } = fakeFetch(() => new Response());
    const client = new MockServerClient({ url: "http://host", fetch });
    await client.clear(undefined, { type: "LOG", namespace: "a&b=ü" });
    await client.clear({ path: "/a" });
    await client.importExpectations({ log: {} }, { format: "har", redactSensitiveData: false }).catch(() => []);
    expect(seen).toEqual([
      { method: "PUT", url: "http://host/mockserver/clear?type=LOG&namespace=a%26b%3D%C3%BC", body: undefined },
      { method: "PUT", url: "http://host/mockserver/clear", body: { path: "/a" } },
      { method: "PUT", url: "http://host/mockserver/import?format=har&redactSensitiveData=false", body: { log: {} } },
    ]);
  });
});

describe("answers", () => {
  const answering = (response: () => Response) =>
    new MockServerClient({ url: "http://host", fetch: fakeFetch(response).fetch });

  test("an empty retrieval is an empty list", async () => {
    expect(await answering(() => new Response("")).retrieveRequests()).toEqual([]);
  });

  test("retrieve answers text as text and JSON as JSON", async () => {
    const text = () => new Response("[]", { headers: { "content-type": "text/plain" } });
    expect(await answering(text).retrieve()).toBe("[]");
    expect(await answering(() => json([])).retrieve()).toEqual([]);
  });

  test("a document comes as it is, with what the headers say about it", async () => {
    const headers = { "content-type": "application/zip", "content-disposition": 'attachment; filename="a.zip"' };
    const zip = await answering(() => new Response(new Uint8Array([80, 75, 255]), { headers })).retrieveAs(
      "BRUNO",
      "LOGS",
    );
    expect([zip.contentType, zip.fileName, zip.content]).toEqual([
      "application/zip",
      "a.zip",
      new Uint8Array([80, 75, 255]),
    ]);
    const text = await answering(() => new Response("ü")).retrieveAs("CURL", "REQUESTS");
    expect([text.fileName, text.text]).toEqual([undefined, "ü"]);
    const refusing = answering(() => new Response('"format" parameter', { status: 400 }));
    await expect(refusing.retrieveAs("CURL", "LOGS")).rejects.toThrow(RefusedError);
  });

  test("ready answers with 503 too", async () => {
    expect(await answering(() => json({ status: "NOT_READY" }, 503)).ready()).toEqual({ status: "NOT_READY" });
  });

  test("503 elsewhere is a refusal", async () => {
    await expect(answering(() => json({}, 503)).status()).rejects.toBeInstanceOf(RefusedError);
  });

  test("what is not JSON is a refusal", async () => {
    const error = await caught(answering(() => new Response("<html>")).status());
    expect(error).toMatchObject({ code: "REFUSED", status: 200, message: expect.stringContaining("<html>") });
  });
});

describe("failures", () => {
  const text = `incorrect expectation json format for:

  {"nonsense": 1}

 schema validation errors:

  3 errors:
   - $.httpRequest.headers.a:b[0]: array expected
   - $.httpRequest.headers.a:b[0]: should be valid to one and only one schema
   - $.nonsense: is not defined in the schema
   - oneOf of the following must be specified [httpResponse]`;

  test("a refusal tells status, text and fields", async () => {
    const { fetch } = fakeFetch(() => new Response(text, { status: 400 }));
    const error = await caught(new MockServerClient({ url: "http://host", fetch }).upsert({}));
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toBeInstanceOf(MockServerError);
    expect(error).toMatchObject({ name: "RefusedError", code: "REFUSED", status: 400, message: text });
    expect((error as RefusedError).fieldPaths).toEqual(["$.httpRequest.headers.a:b[0]", "$.nonsense"]);
    expect((error as RefusedError).violations[0]).toEqual({
      path: "$.httpRequest.headers.a:b[0]",
      reason: "array expected",
    });
  });

  test("a refusal without text says so", async () => {
    const { fetch } = fakeFetch(() => new Response(null, { status: 404 }));
    const error = await caught(new MockServerClient({ url: "http://host", fetch }).reset());
    expect(error).toMatchObject({ status: 404, message: expect.stringContaining("404"), fieldPaths: [] });
  });

  test("406 is a failed verification with the server's text", async () => {
    const { fetch, seen } = fakeFetch(() => new Response("Request not found at least once", { status: 406 }));
    const error = await caught(new MockServerClient({ url: "http://host", fetch }).verify({ path: "/a" }));
    expect(error).toBeInstanceOf(VerificationError);
    expect(error).toMatchObject({ code: "VERIFICATION_FAILED", message: "Request not found at least once" });
    expect(seen).toHaveLength(1);
  });
});

describe("patience", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("connection errors are retried with growing pauses until the server answers", async () => {
    const times: number[] = [];
    const start = Date.now();
    const { fetch } = fakeFetch((_, attempt) => {
      times.push(Date.now() - start);
      return attempt < 8 ? refused() : json({ ports: [1] });
    });
    const status = new MockServerClient({ url: "http://host", fetch }).status();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await status).toEqual({ ports: [1] });
    expect(times).toEqual([0, 50, 150, 350, 750, 1_550, 2_550, 3_550]);
  });

  test("they are retried no longer than asked for", async () => {
    const { fetch, seen } = fakeFetch(refused);
    const error = caught(new MockServerClient({ url: "http://host", fetch, retryMs: 400 }).status());
    await vi.advanceTimersByTimeAsync(400);
    expect(await error).toMatchObject({
      code: "UNREACHABLE",
      message: "cannot reach the server at http://host: connect ECONNREFUSED 127.0.0.1:1080",
    });
    expect(seen).toHaveLength(4);
  });

  test("not at all with retryMs 0", async () => {
    const { fetch, seen } = fakeFetch(refused);
    const client = new MockServerClient({ url: "http://host", fetch, retryMs: 0 });
    await expect(client.status()).rejects.toBeInstanceOf(UnreachableError);
    expect(seen).toHaveLength(1);
  });

  test("a connection that breaks within the answer is not retried", async () => {
    const broken = new ReadableStream({ pull: (stream) => stream.error(new Error("reset")) });
    const { fetch, seen } = fakeFetch(() => new Response(broken, { status: 201 }));
    const error = await caught(new MockServerClient({ url: "http://host", fetch }).upsert({}));
    expect(error).toMatchObject({ code: "UNREACHABLE", message: expect.stringContaining("reset") });
    expect(seen).toHaveLength(1);
  });

  test("the timeout bounds a call with its retries", async () => {
    const { fetch } = fakeFetch(refused);
    const error = caught(new MockServerClient({ url: "http://host", fetch, timeoutMs: 900 }).status());
    await vi.advanceTimersByTimeAsync(900);
    expect(await error).toMatchObject({
      code: "UNREACHABLE",
      message: "cannot reach the server at http://host: no answer within 900 ms: connect ECONNREFUSED 127.0.0.1:1080",
    });
  });

  test("what a verification waits comes on top of the timeout", async () => {
    const fetch: typeof globalThis.fetch = (_input, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener("abort", () => reject(new Error("aborted")));
      });
    const client = new MockServerClient({ url: "http://host", fetch, timeoutMs: 1_000 });
    let settled = false;
    const error = caught(client.verify({}, undefined, { timeoutMs: 5_000 })).finally(() => {
      settled = true;
    });
    await vi.advanceTimersByTimeAsync(5_999);
    expect(settled).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await error).toMatchObject({ message: expect.stringContaining("within 6000 ms") });
  });

  test("no timer is left behind", async () => {
    const { fetch } = fakeFetch(() => json({}));
    await new MockServerClient({ url: "http://host", fetch }).status();
    expect(vi.getTimerCount()).toBe(0);
  });
});

async function caught(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => new Error("nothing was thrown"),
    (error: unknown) => error,
  );
}
