import { read, refuse } from "./answer.js";
import { address, type Call, type Question, requestOf } from "./call.js";
import { MockServerError, UnreachableError } from "./errors.js";
import { reason } from "./reason.js";
import { Stream } from "./stream.js";

/** How patiently the server is asked, and through what. */
export interface TransportOptions {
  /**
   * The most that one call may take, retries included, in milliseconds; what a verification asks the server to wait
   * comes on top. 30,000 unless given.
   */
  timeoutMs?: number;
  /**
   * How long connection errors are retried, with growing pauses, in milliseconds, so that a server may still be
   * starting. Once a part of an answer has arrived, nothing is retried. 10,000 unless given; 0 for no retries.
   */
  retryMs?: number;
  /** What sends the requests; the global `fetch` unless given. */
  fetch?: typeof globalThis.fetch;
}

const firstPauseMs = 50;
const longestPauseMs = 1_000;

/** Sends calls and sorts the answers. Any number of calls may be under way at once. */
export class Transport {
  readonly #timeoutMs: number;
  readonly #retryMs: number;
  readonly #fetch: typeof globalThis.fetch;

  constructor(options: TransportOptions) {
    this.#timeoutMs = options.timeoutMs ?? 30_000;
    this.#retryMs = options.retryMs ?? 10_000;
    this.#fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  }

  /**
   * Sends the call to the server with this base URL and returns its answer.
   *
   * @throws UnreachableError, RefusedError or VerificationError.
   */
  send(base: string, call: Call): Promise<unknown> {
    return this.#exchange(base, call, this.#timeoutMs + (call.waitMs ?? 0), (response) => read(call, response));
  }

  /**
   * Asks the server with this base URL and returns its answer once that has begun, which is all that the timeout bounds.
   *
   * @throws UnreachableError or RefusedError.
   */
  open(base: string, question: Question): Promise<Stream<unknown>> {
    return this.#exchange(base, question, this.#timeoutMs, (response, cancel) => {
      const lost = (cause: unknown) =>
        new UnreachableError(`lost the connection to the server at ${base}: ${reason(cause)}`, { cause });
      return response.ok ? new Stream(response, cancel, lost) : refuse(response);
    });
  }

  async #exchange<T>(
    base: string,
    question: Question,
    limitMs: number,
    use: (response: Response, cancel: () => void) => T | Promise<T>,
  ): Promise<T> {
    const request = new AbortController();
    const cancel = () => request.abort();
    let late = "";
    const timer = setTimeout(() => {
      late = `no answer within ${limitMs} ms: `;
      cancel();
    }, limitMs);
    try {
      return await use(await this.#reach(address(base, question), requestOf(question, request.signal)), cancel);
    } catch (cause) {
      if (cause instanceof MockServerError) {
        throw cause;
      }
      throw new UnreachableError(`cannot reach the server at ${base}: ${late}${reason(cause)}`, { cause });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Asks until the first part of an answer arrives. */
  async #reach(url: string, request: RequestInit & { signal: AbortSignal }): Promise<Response> {
    const giveUpAt = Date.now() + this.#retryMs;
    let latest: unknown;
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      try {
        return await this.#fetch(url, request);
      } catch (error) {
        if (request.signal.aborted) {
          throw latest ?? error;
        }
        if (Date.now() + pauseMs > giveUpAt) {
          throw error;
        }
        latest = error;
      }
      await pause(pauseMs, request.signal);
    }
  }
}

/** Waits so long, or until the signal says to stop. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end);
    function end(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    }
  });
}
