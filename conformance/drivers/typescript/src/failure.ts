import { RefusedError, UnreachableError, VerificationError } from "@mockserver/client";

/** The failure in the protocol's form, by the client's own distinction. */
export function failureOf(error: unknown): object {
  if (error instanceof UnreachableError) {
    return { unreachable: { message: error.message } };
  }
  if (error instanceof RefusedError) {
    return { refused: { status: error.status, message: error.message, fieldPaths: error.fieldPaths } };
  }
  if (error instanceof VerificationError) {
    return { verificationFailed: { message: error.message } };
  }
  return { other: { message: String(error) } };
}
