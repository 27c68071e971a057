import type { Call } from "./call.js";
import { documentOf } from "./document.js";
import { RefusedError, VerificationError } from "./errors.js";

const verificationFailed = 406;

/**
 * Reads a whole answer as what the call expects.
 *
 * @throws VerificationError for 406, RefusedError for any other answer that is not the one expected.
 */
export async function read(call: Call, response: Response): Promise<unknown> {
  if (response.ok && call.answer === "document") {
    return documentOf(response);
  }
  if (response.ok || call.also?.includes(response.status)) {
    return parse(call.answer, response, await response.text());
  }
  return refuse(response);
}

/** Fails with what the server refused. */
export async function refuse(response: Response): Promise<never> {
  const text = await response.text();
  if (response.status === verificationFailed) {
    throw new VerificationError(text);
  }
  throw new RefusedError(response.status, text);
}

function parse(answer: Call["answer"], response: Response, text: string): unknown {
  switch (answer) {
    case "none":
      return undefined;
    case "list":
      return text === "" ? [] : json(response, text);
    case "json":
      return json(response, text);
    case "any":
    case "document":
      return response.headers.get("content-type")?.includes("json") ? json(response, text) : text;
  }
}

/** The text of an answer as JSON. */
export function json(response: Response, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RefusedError(response.status, `expected JSON, but the server answered: ${text}`);
  }
}
