import { expect, test } from "vitest";
import { MockServerClient } from "../../src/index.js";
import * as samples from "../gen/samples.js";
import { fakeFetch, json } from "./fake-fetch.js";

/** Sends a value as part of an expectation to a server that answers what it was sent. */
async function there(value: unknown): Promise<unknown> {
  const { fetch } = fakeFetch((seen) => json(seen.body, 201));
  const client = new MockServerClient({ url: "http://echo", fetch });
  const [stored] = (await client.upsert({ id: "x", value } as object)) as [{ value: unknown }];
  return stored.value;
}

test.each(Object.entries(samples))("%s survives a round trip", async (_name, sample) => {
  expect(await there(sample)).toEqual(sample);
});

test.each(Object.entries(samples))("%s keeps members that it does not know", async (_name, sample) => {
  const newer = Array.isArray(sample)
    ? [...sample, { newer: 1 }]
    : { ...sample, newer: { deep: [null, 0, "", false] } };
  expect(await there(newer)).toEqual(newer);
});

test("absent, null, zero, false and empty stay apart", async () => {
  const value = { nothing: null, zero: 0, no: false, empty: "", none: [], bare: {} };
  expect(await there(value)).toEqual(value);
  expect(await there({ absent: undefined })).toEqual({});
});
