import { get, MockServerClient, type RefusedError, reply } from "@mockserver/client";
import { MockServer } from "@mockserver/client/node";

export const server: Promise<MockServer> = MockServer.start({ port: 0 });
export const attached = new MockServerClient({ url: "http://localhost:1080" });
export const id: Promise<string | undefined> = attached
  .when(get("/a"))
  .respond(reply(200))
  .then((stored) => stored.id);
export const paths = (error: RefusedError): readonly string[] => error.fieldPaths;
