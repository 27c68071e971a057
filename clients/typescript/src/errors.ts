/**
 * How a call can fail:
 *
 *     MockServerError
 *     ├── UnreachableError    no answer: refused or lost connection, or a timeout
 *     ├── RefusedError        the server answered, but did not do what was asked
 *     └── VerificationError   the server did look, and it did not happen
 */
export type ErrorCode = "UNREACHABLE" | "REFUSED" | "VERIFICATION_FAILED";

/** What every failure of this package is an instance of. */
export abstract class MockServerError extends Error {
  /** The kind of failure; unlike `instanceof` it also works across copies of this package. */
  abstract readonly code: ErrorCode;
}

/** No answer came: the connection was refused or lost, time ran out, or the server could not be started. */
export class UnreachableError extends MockServerError {
  override readonly name = "UnreachableError";
  override readonly code = "UNREACHABLE";
}

/** The server answered with something other than success; nothing was changed. */
export class RefusedError extends MockServerError {
  override readonly name = "RefusedError";
  override readonly code = "REFUSED";
  /** The HTTP status code. */
  readonly status: number;
  /** The fields at fault; empty when the server names none. */
  readonly violations: readonly Violation[];

  /** The message is the server's text. */
  constructor(status: number, text: string) {
    super(text || `the server answered with status ${status} and no text`);
    this.status = status;
    this.violations = violations(text);
  }

  /** The paths of the fields at fault, each once. */
  get fieldPaths(): readonly string[] {
    return [...new Set(this.violations.map(({ path }) => path))];
  }
}

/** One field at fault. */
export interface Violation {
  /** Such as `$.httpRequest.path`. */
  readonly path: string;
  /** What is wrong with it. */
  readonly reason: string;
}

/** What was to be verified did not happen. The message is the server's text and reads like an assertion's. */
export class VerificationError extends MockServerError {
  override readonly name = "VerificationError";
  override readonly code = "VERIFICATION_FAILED";
}

/** Reads the lines `- $.path: reason` of a refusal; a field may have several. */
function violations(text: string): readonly Violation[] {
  const lines = text.matchAll(/^ *- (\$.*?): (.*)$/gm);
  return Array.from(lines, ([, path = "", reason = ""]) => ({ path, reason }));
}
