import { describe, expect, test } from "vitest";
import { connectionOptions, request, schema, when } from "../../src/index.js";

test("a builder keeps no hold on what it was given", () => {
  const user = { name: "foo" };
  const built = request().json(user);
  user.name = "bar";
  expect(built.toJSON()).toEqual({ body: { type: "JSON", json: { name: "foo" } } });
});

test("nor on what it has given away", () => {
  const built = request().header("a", "1");
  built.toJSON().headers = {};
  expect(built.toJSON()).toEqual({ headers: { a: ["1"] } });
});

test("a builder is serialised as its data", () => {
  expect(JSON.stringify({ request: request().path("/a") })).toBe('{"request":{"path":"/a"}}');
});

test("undefined takes a member away", () => {
  const built = request().path("/a").keepAlive(true);
  expect(built.keepAlive(undefined as unknown as boolean).toJSON()).toEqual({ path: "/a" });
});

describe("adding values", () => {
  test("to a bare text", () => {
    expect(request().headers({ a: "1" }).header("a", "2").toJSON().headers).toEqual({ a: ["1", "2"] });
  });

  test("to a schema", () => {
    const first = schema({ type: "integer" });
    expect(request().query("a", first).query("a", "2").toJSON().queryStringParameters).toEqual({ a: [first, "2"] });
  });

  test("to values with a style", () => {
    const styled = { parameterStyle: "FORM", values: ["1"] };
    const built = request().pathParameters({ keyMatchStyle: "MATCHING_KEY", a: styled }).pathParameter("a", "2");
    expect(built.toJSON().pathParameters).toEqual({
      keyMatchStyle: "MATCHING_KEY",
      a: { parameterStyle: "FORM", values: ["1", "2"] },
    });
  });

  test("under a name that objects have by birth", () => {
    const built = request().header("constructor", "1").header("__proto__", "2").header("__proto__", "3");
    expect(JSON.stringify(built)).toBe('{"headers":{"constructor":["1"],"__proto__":["2","3"]}}');
  });
});

describe("short forms", () => {
  test("a number is a number of uses, or a duration", () => {
    const expectation = when({}).times(0).ttl(90_000).toJSON();
    expect(expectation.times).toEqual({ remainingTimes: 0 });
    expect(expectation.timeToLive).toEqual({ timeUnit: "MILLISECONDS", timeToLive: 90_000 });
  });

  test("the full forms are left as they are", () => {
    const expectation = when({}).times({ unlimited: true }).ttl({ timeUnit: "DAYS", timeToLive: 1 }).toJSON();
    expect(expectation).toMatchObject({ times: { unlimited: true }, timeToLive: { timeUnit: "DAYS", timeToLive: 1 } });
  });

  test.each([
    [0, "MILLISECONDS", 0],
    [250, "MILLISECONDS", 250],
    [0.5, "MICROSECONDS", 500],
    [1.1, "MICROSECONDS", 1_100],
    [0.0011, "NANOSECONDS", 1_100],
    [0.000001, "NANOSECONDS", 1],
  ])("%d ms", (milliseconds, timeUnit, value) => {
    expect(connectionOptions().chunkDelay(milliseconds).toJSON()).toEqual({ chunkDelay: { timeUnit, value } });
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("%d ms is no duration", (milliseconds) => {
    expect(() => connectionOptions().chunkDelay(milliseconds)).toThrow(RangeError);
  });
});
