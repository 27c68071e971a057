import { MockServer, type StartOptions } from "./node/mock-server.js";

/** The part of a test framework that a server's life is tied to. */
export interface Hooks {
  beforeAll(hook: () => Promise<void>): void;
  afterEach(hook: () => Promise<void>): void;
  afterAll(hook: () => Promise<void>): void;
}

/** A server that is started before the first test, reset after each, and stopped after the last. */
export function around(hooks: Hooks, options: StartOptions): MockServer {
  const server = new MockServer(options);
  hooks.beforeAll(() => server.launch());
  hooks.afterEach(() => server.reset());
  hooks.afterAll(() => server.stop());
  return server;
}
