import type { JsonSchema } from "./gen/models/json-schema.js";
import type { SchemaMatcher } from "./gen/models/schema-matcher.js";
import type { StringMatcher } from "./gen/models/string-matcher.js";

/** A string as a matcher: its prefixes apart from its text. */
interface Prefixed {
  readonly not: boolean;
  readonly optional: boolean;
  readonly text: string;
}

/** Matches what the value does not match: `not("GET")` is `"!GET"`. Of a negated value it is the value itself. */
export function not(value: SchemaMatcher): SchemaMatcher;
export function not(value: string): string;
export function not(value: StringMatcher): StringMatcher;
export function not(value: StringMatcher): StringMatcher {
  if (typeof value !== "string") {
    return { ...value, not: !value.not };
  }
  const parts = split(value);
  return join({ ...parts, not: !parts.not });
}

/** Of a name, allows its absence: `optional("X-Id")` is `"?X-Id"`. */
export function optional(value: SchemaMatcher): SchemaMatcher;
export function optional(value: string): string;
export function optional(value: StringMatcher): StringMatcher;
export function optional(value: StringMatcher): StringMatcher {
  return typeof value === "string" ? join({ ...split(value), optional: true }) : { ...value, optional: true };
}

/** Matches a value that satisfies a JSON Schema. */
export function schema(document: JsonSchema, options: Omit<SchemaMatcher, "schema"> = {}): SchemaMatcher {
  return { ...options, schema: document };
}

function split(value: string): Prefixed {
  const [prefixes = ""] = /^(\?!?|!\??)?/.exec(value) ?? [];
  return { not: prefixes.includes("!"), optional: prefixes.includes("?"), text: value.slice(prefixes.length) };
}

function join({ not, optional, text }: Prefixed): string {
  return (optional ? "?" : "") + (not ? "!" : "") + text;
}
