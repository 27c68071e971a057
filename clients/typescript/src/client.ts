import type { Input } from "./building.js";
import type { Call, Question } from "./call.js";
import { RefusedError } from "./errors.js";
import {
  atLeast,
  type ClearQuery,
  type Expectation,
  type HttpRequest,
  Operations,
  type VerificationTimes,
  type VerifyOptions,
  type VerifySequenceOptions,
  WhenBuilder,
} from "./gen/index.js";
import type { Stream } from "./stream.js";
import { Transport, type TransportOptions } from "./transport.js";

/** Which server to talk to, and how. */
export interface ClientOptions extends TransportOptions {
  /** The server's base URL, such as `http://localhost:1080`. */
  url: string;
}

/**
 * Talks to a running server. It holds no connection of its own, so there is nothing to close, and any number of calls
 * may be under way at once. Every call that fails rejects with a `MockServerError`.
 */
export class MockServerClient extends Operations {
  readonly #transport: Transport;
  #url: string;

  constructor(options: ClientOptions) {
    super();
    this.#transport = new Transport(options);
    this.#url = options.url;
  }

  /** The server's base URL. */
  get url(): string {
    return this.#url;
  }

  protected override send(call: Call): Promise<unknown> {
    return this.#transport.send(this.url, call);
  }

  protected override open(question: Question): Promise<Stream<unknown>> {
    return this.#transport.open(this.url, question);
  }

  /**
   * Begins an expectation for such requests, or for every request; `respond` ends and stores it.
   *
   * ```ts
   * await client.when(get("/a")).times(2).respond(reply(200));
   * ```
   */
  when(request?: Input<HttpRequest>): WhenBuilder<Promise<Expectation>> {
    return new WhenBuilder({ httpRequest: request }, async (expectation) => {
      const [stored] = await this.upsert(expectation);
      if (stored === undefined) {
        throw new RefusedError(201, "the server did not answer with the stored expectation");
      }
      return stored;
    });
  }

  /**
   * Stores expectations, all of them or none, and returns them as stored; one whose id is known is replaced.
   *
   * @throws RefusedError when one of them is not valid.
   */
  upsert(...expectations: Input<Expectation>[]): Promise<Expectation[]> {
    return this.upsertExpectations(expectations);
  }

  /** Clears what belongs to one expectation. */
  clearById(id: string, query?: ClearQuery): Promise<void> {
    return this.clear({ id }, query);
  }

  /**
   * Verifies that such requests were seen so often, at least once unless said otherwise. What the options say is
   * looked at instead (`expectationId`) or as well (`response`); with `timeoutMs` the server waits for late traffic.
   *
   * @throws VerificationError when they were not.
   */
  override verify(
    request?: Input<HttpRequest>,
    times: VerificationTimes = atLeast(1),
    options?: VerifyOptions,
  ): Promise<void> {
    return super.verify(request, times, options);
  }

  /**
   * Verifies that such requests came in this order; others may lie between.
   *
   * @throws VerificationError when they did not.
   */
  override verifySequence(...requests: Input<HttpRequest>[]): Promise<void>;
  /** The same by other means too, such as responses or expectation ids, and with options. */
  override verifySequence(requests: Input<HttpRequest>[], options?: VerifySequenceOptions): Promise<void>;
  override verifySequence(...args: unknown[]): Promise<void> {
    const [requests, options] = (Array.isArray(args[0]) ? args : [args]) as Parameters<Operations["verifySequence"]>;
    return super.verifySequence(requests?.length ? requests : undefined, options);
  }
}
