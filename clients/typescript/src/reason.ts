/**
 * Says why a request failed: `fetch` hides the reason in the causes of its error. The error may come from another realm,
 * as it does under Jest, so its class tells nothing.
 */
export function reason(error: unknown): string {
  const { message, cause, errors } = Object(error) as Partial<AggregateError>;
  if (Array.isArray(errors) && errors.length > 0) {
    return errors.map(reason).join("; ");
  }
  if (cause !== undefined && cause !== null) {
    return reason(cause);
  }
  return message || String(error);
}
