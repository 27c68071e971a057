// The npm package mockserver-client against a running server: node story.mjs HOST PORT
import assert from "node:assert/strict";
import client from "mockserver-client";

const [host, port] = [process.argv[2], Number(process.argv[3])];
const base = `http://${host}:${port}`;
const ms = client.mockServerClient(host, port);
// The client answers thenables, which assert.rejects does not take.
const failing = (thenable, text) => assert.rejects(Promise.resolve(thenable), (error) => text.test(String(error)));
const login = { method: "POST", path: "/login", body: { username: "foo" } };

await ms.reset();

await ms.mockAnyResponse({
  httpRequest: login,
  httpResponse: { statusCode: 302, headers: { Location: ["/home"] }, cookies: { session: "2By8" } },
  times: { remainingTimes: 2, unlimited: false },
});
await ms.mockSimpleResponse("/simple", { name: "value" }, 203);

const reply = await fetch(`${base}/login`, {
  method: "POST",
  body: JSON.stringify({ username: "foo", password: "bar" }),
  headers: { "content-type": "application/json" },
  redirect: "manual",
});
assert.equal(reply.status, 302);
assert.equal(reply.headers.get("location"), "/home");
assert.match(reply.headers.get("set-cookie"), /^session=2By8/);
const simple = await fetch(`${base}/simple`);
assert.equal(simple.status, 203);
assert.deepEqual(await simple.json(), { name: "value" });
assert.equal((await fetch(`${base}/nothing`)).status, 404);

await ms.verify({ path: "/login" }, 1, 1);
await ms.verifySequence({ path: "/login" }, { path: "/simple" }, { path: "/nothing" });
await failing(ms.verify({ path: "/login" }, 2, 3), /Request not found between 2 and 3 times/);

const requests = await ms.retrieveRecordedRequests({ path: "/login" });
assert.equal(requests.length, 1);
assert.equal(requests[0].method, "POST");
const exchanges = await ms.retrieveRecordedRequestsAndResponses({ path: "/nothing" });
assert.equal(exchanges[0].httpResponse.statusCode, 404);
const active = await ms.retrieveActiveExpectations({ path: "/login" });
assert.equal(active[0].times.remainingTimes, 1);
assert.ok((await ms.retrieveLogMessages({ path: "/login" })).length > 0);

await ms.clear({ path: "/simple" }, "EXPECTATIONS");
assert.equal((await fetch(`${base}/simple`)).status, 404);
await ms.clear("/login", "ALL");
assert.equal((await ms.retrieveRecordedRequests({ path: "/login" })).length, 0);

await failing(
  ms.mockAnyResponse({ httpRequest: { path: 500 }, httpResponse: {} }),
  /integer found, string expected|should be valid to one and only one schema/,
);
await ms.reset();
assert.deepEqual(await ms.retrieveRecordedRequests({}), []);
console.log("ok");
