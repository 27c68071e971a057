/**
 * The client of MockServer. This entry runs wherever `fetch` does, browsers included; `@mockserver/client/node` starts
 * a server, `@mockserver/client/vitest` and `@mockserver/client/jest` do so around tests.
 */
export { fromBase64, toBase64 } from "./base64.js";
export type { Builder, Draft, Input } from "./building.js";
export { type ClientOptions, MockServerClient } from "./client.js";
export { RetrievedDocument } from "./document.js";
export {
  type ErrorCode,
  MockServerError,
  RefusedError,
  UnreachableError,
  VerificationError,
  type Violation,
} from "./errors.js";
export * from "./gen/index.js";
export type { Stream } from "./stream.js";
export { not, optional, schema } from "./string-matcher.js";
export type { TransportOptions } from "./transport.js";
