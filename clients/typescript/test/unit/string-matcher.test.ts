import { expect, test } from "vitest";
import { not, optional, schema } from "../../src/index.js";

test.each([
  [not("a"), "!a"],
  [not(not("a")), "a"],
  [optional("a"), "?a"],
  [optional(optional("a")), "?a"],
  [optional(not("a")), "?!a"],
  [not(optional("a")), "?!a"],
  [not("!?a"), "?a"],
  [not(""), "!"],
  [optional("a!?b"), "?a!?b"],
])("%s is %s", (value, expected) => {
  expect(value).toBe(expected);
});

test("of schemas", () => {
  const integer = schema({ type: "integer" }, { parameterStyle: "SIMPLE" });
  expect(integer).toEqual({ schema: { type: "integer" }, parameterStyle: "SIMPLE" });
  expect(not(integer)).toEqual({ ...integer, not: true });
  expect(not(not(integer))).toEqual({ ...integer, not: false });
  expect(optional(integer)).toEqual({ ...integer, optional: true });
});
