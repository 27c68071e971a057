/** The driver of the TypeScript client: does what each line asks through the client and answers what came back. */
import { createInterface } from "node:readline";
import { failureOf } from "./failure.js";
import { Performer } from "./operations.js";

const performer = new Performer();

/** Performs the request's one member that is not its id. */
async function answer({ id, ...request }: { id: number; [operation: string]: unknown }): Promise<object> {
  const [[name, message] = ["nothing", {}]] = Object.entries(request) as [string, object][];
  try {
    return { id, result: (await performer.perform(name, message)) ?? null };
  } catch (error) {
    return { id, failure: failureOf(error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
}
