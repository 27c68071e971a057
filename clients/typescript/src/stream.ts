import { json } from "./answer.js";
import { RefusedError } from "./errors.js";

/**
 * Values of an answer that goes on, each as it arrives. Leaving a `for await` loop or `close` ends it; the values can be
 * had once.
 *
 * @throws UnreachableError, from the loop, when the connection is lost.
 */
export class Stream<T> implements AsyncIterableIterator<T> {
  readonly #values: AsyncGenerator<T, undefined>;
  readonly #cancel: () => void;
  #closed = false;

  /** Use `MockServerClient`. Cancelling ends the answer; a failure says what a lost connection is. */
  constructor(response: Response, cancel: () => void, failure: (cause: unknown) => Error) {
    this.#cancel = cancel;
    this.#values = this.#parse(response, failure);
  }

  /** The next value, once there is one. */
  next(): Promise<IteratorResult<T, undefined>> {
    return this.#values.next();
  }

  /** Ends the answer, as leaving a loop does. */
  return(): Promise<IteratorResult<T, undefined>> {
    this.close();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Ends the answer, and a loop that waits for more of it. */
  close(): void {
    this.#closed = true;
    this.#cancel();
  }

  async *#parse(response: Response, failure: (cause: unknown) => Error): AsyncGenerator<T, undefined> {
    try {
      for await (const line of lines(response.body)) {
        if (this.#closed) {
          return;
        }
        yield json(response, line) as T;
      }
    } catch (cause) {
      if (!this.#closed) {
        throw cause instanceof RefusedError ? cause : failure(cause);
      }
    }
  }
}

/** The lines of a text that hold anything. What follows the last line break is none: the answer was cut off there. */
async function* lines(body: ReadableStream<Uint8Array> | null): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = body?.getReader();
  let rest = "";
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    const whole = (rest + decoder.decode(part.value, { stream: true })).split("\n");
    rest = whole.pop() ?? "";
    yield* whole.filter((line) => line.trim() !== "");
  }
}
