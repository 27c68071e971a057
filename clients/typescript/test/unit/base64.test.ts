import { expect, test } from "vitest";
import { fromBase64, toBase64 } from "../../src/index.js";

test.each([0, 1, 2, 3, 255, 10_000])("%d bytes", (length) => {
  const bytes = Uint8Array.from({ length }, (_, i) => (i * 7) % 256);
  expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
  expect(fromBase64(toBase64(bytes))).toEqual(bytes);
});
