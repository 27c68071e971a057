import { expect, test, vi } from "vitest";
import { MockServerClient, RefusedError, UnreachableError } from "../../src/index.js";
import { fakeFetch } from "./fake-fetch.js";

/** An answer that goes on: what is pushed arrives at once. */
function feed() {
  let out!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      out = controller;
    },
  });
  let aborted = false;
  const fetch: typeof globalThis.fetch = async (_input, init) => {
    init?.signal?.addEventListener("abort", () => {
      aborted = true;
      out.error(new DOMException("aborted", "AbortError"));
    });
    return new Response(body, { headers: { "content-type": "application/x-ndjson" } });
  };
  const push = (text: string) => out.enqueue(new TextEncoder().encode(text));
  return { fetch, push, end: () => out.close(), lose: () => out.error(new Error("reset")), aborted: () => aborted };
}

const watching = (fetch: typeof globalThis.fetch, timeoutMs?: number) =>
  new MockServerClient({ url: "http://host", fetch, ...(timeoutMs && { timeoutMs }) }).watch({ path: "/a" });

test("values arrive one by one, however the text is cut; signs of life are none", async () => {
  const { fetch, push, end } = feed();
  const stream = await watching(fetch);
  push('  {"sequence":1}\n {"seq');
  expect(await stream.next()).toEqual({ done: false, value: { sequence: 1 } });
  push('uence":2}\n{"sequence":3}\n\n  ');
  expect(await stream.next()).toEqual({ done: false, value: { sequence: 2 } });
  end();
  const rest = [];
  for await (const watched of stream) {
    rest.push(watched.sequence);
  }
  expect(rest).toEqual([3]);
});

test("leaving the loop ends the answer", async () => {
  const { fetch, push, aborted } = feed();
  push('{"sequence":1}\n{"sequence":2}\n');
  const stream = await watching(fetch);
  for await (const _ of stream) {
    break;
  }
  expect(aborted()).toBe(true);
  expect(await stream.next()).toEqual({ done: true, value: undefined });
});

test("close ends a loop that waits", async () => {
  const { fetch } = feed();
  const stream = await watching(fetch);
  const waiting = stream.next();
  stream.close();
  expect(await waiting).toEqual({ done: true, value: undefined });
});

test("a lost connection fails, and the values before it count", async () => {
  const { fetch, push, lose } = feed();
  const stream = await watching(fetch);
  push('{"sequence":1}\n');
  expect(await stream.next()).toMatchObject({ value: { sequence: 1 } });
  lose();
  const error = await stream.next().catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(UnreachableError);
  expect(error).toMatchObject({ message: "lost the connection to the server at http://host: reset" });
});

test("what is not JSON is a refusal", async () => {
  const { fetch, push } = feed();
  push("<html>\n");
  await expect((await watching(fetch)).next()).rejects.toBeInstanceOf(RefusedError);
});

test("a refused matcher fails before anything is watched", async () => {
  const { fetch, seen } = fakeFetch(() => new Response(" - $.x: unknown", { status: 400 }));
  await expect(watching(fetch)).rejects.toMatchObject({ code: "REFUSED", status: 400, fieldPaths: ["$.x"] });
  expect(seen).toEqual([{ method: "PUT", url: "http://host/mockserver/watch", body: { path: "/a" } }]);
});

test("the timeout bounds the beginning alone", async () => {
  vi.useFakeTimers();
  try {
    const { fetch, push, aborted } = feed();
    const stream = await watching(fetch, 100);
    await vi.advanceTimersByTimeAsync(1_000);
    push('{"sequence":1}\n');
    expect(await stream.next()).toMatchObject({ value: { sequence: 1 } });
    expect(aborted()).toBe(false);

    const silent: typeof globalThis.fetch = (_input, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener("abort", () => reject(new Error("aborted")));
      });
    const late = watching(silent, 100).catch((cause: unknown) => cause);
    await vi.advanceTimersByTimeAsync(100);
    expect(await late).toMatchObject({ message: expect.stringContaining("no answer within 100 ms") });
  } finally {
    vi.useRealTimers();
  }
});
