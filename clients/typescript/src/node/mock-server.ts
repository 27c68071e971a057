import { MockServerClient } from "../client.js";
import { UnreachableError } from "../errors.js";
import type { TransportOptions } from "../transport.js";
import { findBinary } from "./binary.js";
import { ServerProcess } from "./server-process.js";

/** How to start a server. */
export interface StartOptions extends TransportOptions {
  /** The server's program; else what `MOCKSERVER_BINARY` names, else `mockserver` on `PATH`. */
  binary?: string;
  /** The port to listen on; any free one unless given. */
  port?: number;
  /** Further arguments of the program, such as `["--log-level", "DEBUG"]`. */
  args?: readonly string[];
  /** The most that starting may take, in milliseconds. 10,000 unless given. */
  startTimeoutMs?: number;
}

/**
 * A server of one's own, as a child process, and its client.
 *
 * ```ts
 * await using server = await MockServer.start();
 * ```
 */
export class MockServer extends MockServerClient {
  readonly #options: StartOptions;
  #process: ServerProcess | undefined;
  #running: string | undefined;

  /**
   * Starts a server and waits until it listens.
   *
   * @throws UnreachableError when it cannot be found or does not start.
   */
  static async start(options: StartOptions = {}): Promise<MockServer> {
    const server = new MockServer(options);
    await server.launch();
    return server;
  }

  /** Describes a server; {@link launch} starts it. */
  constructor(options: StartOptions = {}) {
    super({ ...options, url: "" });
    this.#options = options;
  }

  /** The server's base URL, once it runs. */
  override get url(): string {
    if (this.#running === undefined) {
      throw new UnreachableError("the server is not running");
    }
    return this.#running;
  }

  /** Starts the server and waits until it listens; does nothing while it runs. */
  async launch(): Promise<void> {
    if (this.#process?.running) {
      return;
    }
    const { binary, port = 0, args = [], startTimeoutMs = 10_000 } = this.#options;
    this.#process = new ServerProcess(findBinary(binary), ["--port", String(port), ...args]);
    this.#running = await this.#process.url(startTimeoutMs);
  }

  /** Stops the server and waits until it is gone; does nothing when it is not running. */
  override async stop(): Promise<void> {
    if (!this.#process?.running) {
      return;
    }
    try {
      await super.stop();
    } finally {
      await this.#process.stop();
      this.#running = undefined;
    }
  }

  /** For `await using`: stops the server. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}
