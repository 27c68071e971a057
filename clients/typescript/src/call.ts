/** What the control plane is asked. */
export interface Question {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | boolean | undefined>>;
  /** Sent as JSON; nothing is sent when undefined. */
  readonly body?: unknown;
}

/** One call of the control plane. */
export interface Call extends Question {
  /**
   * What the answer holds: nothing of interest, one JSON value, a JSON array, what its content type says, or a document
   * to be taken as it is.
   */
  readonly answer: "none" | "json" | "list" | "any" | "document";
  /** Statuses beside 2xx that answer the call. */
  readonly also?: readonly number[];
  /** How long the call asks the server to wait before it answers, in milliseconds. */
  readonly waitMs?: number | undefined;
}

/** A text as a segment of a path. */
export function inPath(text: string): string {
  return encodeURIComponent(text);
}

/** The address of the call at the server whose base URL is given. */
export function address(base: string, call: Question): string {
  const query = Object.entries(call.query ?? {})
    .filter((parameter): parameter is [string, string | boolean] => parameter[1] !== undefined)
    .map((parameter) => parameter.map(encodeURIComponent).join("="));
  const path = base.replace(/\/+$/, "") + call.path;
  return query.length > 0 ? `${path}?${query.join("&")}` : path;
}

/** What `fetch` is to be told about the call. */
export function requestOf(call: Question, signal: AbortSignal): RequestInit & { signal: AbortSignal } {
  const common = { method: call.method, signal, cache: "no-store" } as const;
  if (call.body === undefined) {
    return common;
  }
  return { ...common, body: JSON.stringify(call.body), headers: { "content-type": "application/json; charset=utf-8" } };
}
