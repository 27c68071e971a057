/** What needs Node: starting a server of one's own. */
export { MockServer, type StartOptions } from "./node/mock-server.js";
