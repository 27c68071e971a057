import { afterAll, afterEach, beforeAll } from "vitest";
import { around } from "./hooks.js";
import type { MockServer, StartOptions } from "./node/mock-server.js";

/**
 * For Vitest: a server that is started before the first test of this file or `describe`, reset after each test, and
 * stopped after the last one.
 *
 * ```ts
 * const server = useMockServer();
 *
 * test("greets", async () => {
 *   await server.when(get("/hello")).respond(reply(200).text("hello"));
 * });
 * ```
 */
export function useMockServer(options: StartOptions = {}): MockServer {
  return around({ beforeAll, afterEach, afterAll }, options);
}
