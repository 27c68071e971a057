import client = require("@mockserver/client");
import node = require("@mockserver/client/node");

export const server: Promise<node.MockServer> = node.MockServer.start({ port: 0 });
export const attached = new client.MockServerClient({ url: "http://localhost:1080" });
export const verified: Promise<void> = attached.verify(client.request().path("/a"), client.once());
