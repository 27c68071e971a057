import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { UnreachableError } from "../errors.js";

const name = process.platform === "win32" ? "mockserver.exe" : "mockserver";

/**
 * The path of the server's program: the one given, else the one that the environment variable `MOCKSERVER_BINARY`
 * names, else the first `mockserver` on `PATH`.
 *
 * @throws UnreachableError when there is none.
 */
export function findBinary(given: string | undefined, environment: NodeJS.ProcessEnv = process.env): string {
  const named = given ?? environment.MOCKSERVER_BINARY;
  if (named) {
    return named;
  }
  const folders = (environment.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const found = folders.map((folder) => join(folder, name)).find(isProgram);
  if (found === undefined) {
    throw new UnreachableError(
      'no server to start: give its path as "binary", set MOCKSERVER_BINARY or put mockserver on PATH',
    );
  }
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
