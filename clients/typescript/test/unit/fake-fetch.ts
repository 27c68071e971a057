/** A request as the server would see it. */
export interface Seen {
  method: string;
  url: string;
  body: unknown;
}

/** Stands in for `fetch`: notes what was asked and answers what the function says. */
export function fakeFetch(answer: (seen: Seen, attempt: number) => Response | Promise<Response>): {
  fetch: typeof globalThis.fetch;
  seen: Seen[];
} {
  const seen: Seen[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const text = init?.body as string | undefined;
    const request = {
      method: init?.method ?? "GET",
      url: String(input),
      body: text === undefined ? undefined : JSON.parse(text),
    };
    seen.push(request);
    return await answer(request, seen.length);
  };
  return { fetch, seen };
}

/** An answer in JSON. */
export function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { "content-type": "application/json; charset=utf-8" },
  });
}
