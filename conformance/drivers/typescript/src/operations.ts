import {
  type ClockAdjustment,
  type CrudDefinition,
  MockServerClient,
  type RetrievedDocument,
  type Stream,
  toBase64,
  type WatchedExchange,
} from "@mockserver/client";
import { type Call, chain, resolve } from "./value.js";

/**
 * The members of an operation. Whatever the wire brought is taken for what the client wants, as from untyped code:
 * judging it is the server's business.
 */
// biome-ignore lint/suspicious/noExplicitAny: see above
type Message = Record<string, any>;

const views = {
  requests: "retrieveRequests",
  requestResponses: "retrieveRequestResponses",
  recordedExpectations: "retrieveRecordedExpectations",
  activeExpectations: "retrieveActiveExpectations",
  logs: "retrieveLogs",
} as const;

/** What each operation of the protocol is in calls of the client. */
const operations: Record<string, (client: MockServerClient, message: Message) => Promise<unknown>> = {
  upsert: (client, { expectations }) => client.upsert(...resolved(expectations ?? [])),
  when: async (client, { request, calls, respond, respondOneOf }) => {
    const statement = chain(client.when(resolved(request)), (calls ?? []) as Call[]) as ReturnType<typeof client.when>;
    return [
      await (respondOneOf ? statement.respondOneOf(...resolved(respondOneOf)) : statement.respond(resolved(respond))),
    ];
  },
  clear: (client, { matcher, expectationId, ...query }) =>
    expectationId === undefined ? client.clear(resolved(matcher), query) : client.clearById(expectationId, query),
  reset: (client) => client.reset(),
  retrieve: (client, { view, matcher, ...query }) =>
    client[views[view as keyof typeof views]](resolved(matcher), query),
  retrieveAs: async (client, { format, type, matcher, ...query }) =>
    plain(await client.retrieveAs(format, type, resolved(matcher), query)),
  verify: (client, { request, times, ...options }) =>
    client.verify(resolved(request), resolved(times), resolved(options)),
  verifySequence: (client, { requests, ...options }) =>
    client.verifySequence(resolved(requests ?? []), resolved(options)),
  status: (client) => client.status(),
  ready: (client) => client.ready(),
  bind: (client, { ports }) => client.bind(...(ports ?? [])),
  stop: (client) => client.stop(),
  configuration: (client) => client.configuration(),
  updateConfiguration: (client, { settings }) => client.updateConfiguration(settings),
  debugMismatch: (client, { request }) => client.debugMismatch(resolved(request)),
  explainUnmatched: (client, { limit }) => client.explainUnmatched(limit),
  scenario: (client, { name }) => client.scenario(name),
  scenarios: (client) => client.scenarios(),
  setScenario: (client, { name, state = "", ...next }) => client.setScenario(name, { state, ...next }),
  triggerScenario: (client, { name, newState = "" }) => client.triggerScenario(name, newState),
  upsertOpenApi: (client, { specification, ...options }) => client.upsertOpenApi(specification, options),
  clock: (client) => client.clock(),
  adjustClock: (client, { durationMs, ...adjustment }) =>
    client.adjustClock({ ...adjustment, durationMillis: durationMs } as ClockAdjustment),
  registerCrud: (client, definition) => client.registerCrud(definition as CrudDefinition),
  storeFile: (client, { name, content = "", ...options }) => client.storeFile(name, content, options),
  retrieveFile: async (client, { name }) => plain(await client.retrieveFile(name)),
  listFiles: (client) => client.listFiles(),
  deleteFile: (client, { name }) => client.deleteFile(name),
  importExpectations: (client, { document, ...query }) => client.importExpectations(document, query),
  promoteRecordings: (client, { matcher, ...query }) => client.promoteRecordings(resolved(matcher), query),
};

function plain({ contentType, fileName, content, text }: RetrievedDocument) {
  return { contentType, fileName, text, base64: toBase64(content) };
}

// biome-ignore lint/suspicious/noExplicitAny: as Message
function resolved(value: unknown): any {
  return resolve(value);
}

/** Performs operations through one client at a time. */
export class Performer {
  #client: MockServerClient | undefined;
  #watch: Stream<WatchedExchange> | undefined;

  /** Performs the operation of this name and returns what the client did. */
  async perform(name: string, message: Message): Promise<unknown> {
    if (name === "connect") {
      const { url, timeoutMs } = message;
      this.#watch?.close();
      this.#client = new MockServerClient({ url, timeoutMs });
      return undefined;
    }
    if (name === "watch") {
      this.#watch?.close();
      this.#watch = await this.#client?.watch(resolved(message.matcher));
      return undefined;
    }
    if (name === "watched") {
      return this.#watched(message.count);
    }
    if (name === "unwatch") {
      return this.#watch?.close();
    }
    const operation = operations[name];
    if (operation === undefined || this.#client === undefined) {
      throw new Error(operation ? "connect first" : `unknown operation ${name}`);
    }
    return await operation(this.#client, message);
  }
  /** The next values of the watch, fewer when it ends. */
  async #watched(count: number): Promise<WatchedExchange[]> {
    const values: WatchedExchange[] = [];
    while (values.length < count) {
      const next = await this.#watch?.next();
      if (next === undefined || next.done) {
        break;
      }
      values.push(next.value);
    }
    return values;
  }
}
