import * as mock from "@mockserver/client";

/** A name with its arguments. */
export type Call = [name: string, ...args: unknown[]];

/** Plain data with the tagged values in it made real. */
export function resolve(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(resolve);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const members = Object.entries(value);
  const [tag, content] = members.length === 1 ? (members[0] as [string, unknown]) : ["", undefined];
  switch (tag) {
    case "$build":
      return build(content as Call[]);
    case "$ms":
      return content;
    case "$base64":
      return mock.fromBase64(content as string);
    case "$options":
      return resolve(content);
    default:
      return Object.fromEntries(members.map(([name, member]) => [name, resolve(member)]));
  }
}

/** Makes the value of a chain: a factory, then methods on what came before. */
function build([factory, ...calls]: Call[]): unknown {
  if (factory === undefined) {
    throw new Error("an empty chain");
  }
  return chain(invoke(mock, factory), calls);
}

/** Calls one method after the other. */
export function chain(start: unknown, calls: Call[]): unknown {
  return calls.reduce<unknown>(invoke, start);
}

function invoke(target: unknown, [name, ...args]: Call): unknown {
  const method = (target as Record<string, unknown>)[name];
  if (typeof method !== "function") {
    throw new Error(`the client has no ${name} here`);
  }
  return method.apply(target, args.map(resolve));
}
