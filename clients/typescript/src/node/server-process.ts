import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Socket } from "node:net";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { UnreachableError } from "../errors.js";

/** The line that the server prints once it listens. */
const listening = /^mockserver: listening on (http:\/\/\S+)$/;

/** How much of the server's standard error is kept to explain why it did not start, in characters. */
const stderrTailChars = 4_096;

/** How long a server that was told to stop may take before it is told so more strongly, in milliseconds. */
const patienceMs = 5_000;

/** A server running as a child of this process. It stops by itself when this process ends, however that happens. */
export class ServerProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #gone: Promise<void>;
  #running = true;
  #stderr = "";

  /** Starts the program; {@link url} tells when it listens. */
  constructor(binary: string, args: readonly string[]) {
    // The server stops when its standard input closes, so the pipe stays open as long as this process lives.
    const child = spawn(binary, ["run", "--exit-with-stdin", ...args], { stdio: ["pipe", "pipe", "pipe"] });
    this.#child = child;
    this.#gone = new Promise((resolve) => child.once("close", resolve)).then(() => {
      this.#running = false;
    });
    child.on("error", (error) => this.#hear(error.message));
    child.stdin.on("error", () => undefined);
    child.stderr.setEncoding("utf8").on("data", (text: string) => this.#hear(text));
  }

  /** Whether the process is still there. */
  get running(): boolean {
    return this.#running;
  }

  #hear(text: string): void {
    this.#stderr = (this.#stderr + text).slice(-stderrTailChars);
  }

  /**
   * Waits until the server listens and returns its base URL. From then on the process keeps no event loop alive.
   *
   * @throws UnreachableError when the process ends before, or takes longer than this; it is gone then.
   */
  async url(timeoutMs: number): Promise<string> {
    const timer = setTimeout(() => {
      this.#hear(`killed after ${timeoutMs} ms`);
      this.#child.kill("SIGKILL");
    }, timeoutMs);
    try {
      const url = await this.#announced();
      if (url === undefined) {
        await this.#gone;
        throw new UnreachableError(`the server ${this.#child.spawnfile} did not start: ${this.#stderr.trim()}`);
      }
      this.#release();
      return url;
    } finally {
      clearTimeout(timer);
    }
  }

  /** The URL that the server announces, or undefined when its output ends before. */
  async #announced(): Promise<string | undefined> {
    const lines = createInterface({ input: this.#child.stdout });
    try {
      for await (const line of lines) {
        const [, url] = listening.exec(line) ?? [];
        if (url !== undefined) {
          return url;
        }
      }
      return undefined;
    } finally {
      lines.close();
    }
  }

  /** Lets further output run off, and this process end without waiting for the server. */
  #release(): void {
    this.#child.stdout.resume();
    this.#child.unref();
    for (const pipe of [this.#child.stdin, this.#child.stdout, this.#child.stderr]) {
      (pipe as unknown as Socket).unref();
    }
  }

  /** Makes the process end: by closing its input, then by SIGTERM, then by SIGKILL. */
  async stop(): Promise<void> {
    this.#child.ref();
    this.#child.stdin.end();
    const timers = (["SIGTERM", "SIGKILL"] as const).map((signal, i) =>
      setTimeout(() => this.#child.kill(signal), (i + 1) * patienceMs),
    );
    await this.#gone;
    timers.forEach(clearTimeout);
  }
}
