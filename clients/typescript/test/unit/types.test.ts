import { expectTypeOf, test } from "vitest";
import {
  type Body,
  type Builder,
  type ClearType,
  type Expectation,
  get,
  type HttpRequest,
  type HttpResponse,
  type Input,
  type JsonBody,
  MockServerClient,
  type RequestBuilder,
  reply,
  request,
  type StringMatcher,
  type VerificationTimes,
  type WhenBuilder,
  when,
} from "../../src/index.js";

// What must not compile stands in functions that never run.
const client = new MockServerClient({ url: "http://nowhere" });

test("the fluent statement", () => {
  expectTypeOf(client.when(get("/a"))).toEqualTypeOf<WhenBuilder<Promise<Expectation>>>();
  expectTypeOf(when(get("/a")).respond).returns.toEqualTypeOf<Expectation>();
  expectTypeOf(get("/a").header("a", "1")).toEqualTypeOf<RequestBuilder>();
  expectTypeOf(get("/a").toJSON()).toEqualTypeOf<HttpRequest>();
  expectTypeOf<RequestBuilder>().toExtend<Builder<HttpRequest>>();
});

test("terminal verbs", () => {
  expectTypeOf(client.upsert).returns.resolves.toEqualTypeOf<Expectation[]>();
  expectTypeOf(client.retrieveRequests).returns.resolves.toEqualTypeOf<HttpRequest[]>();
  expectTypeOf(client.retrieve).returns.resolves.toEqualTypeOf<unknown>();
  expectTypeOf(client.verify).returns.resolves.toEqualTypeOf<void>();
  expectTypeOf(client.verify).parameter(1).toEqualTypeOf<VerificationTimes | undefined>();
});

test("builders stand for data at any depth", () => {
  const both: Input<Expectation>[] = [{ httpRequest: get("/a"), httpResponse: { statusCode: 200 } }, when({})];
  expectTypeOf(both).items.toExtend<Input<Expectation>>();
  expectTypeOf<Expectation>().toExtend<Input<Expectation>>();
});

test("what does not fit does not compile", () => {
  const never = (): void => {
    // @ts-expect-error a misspelt member
    void client.upsert({ httpRequest: { paht: "/a" } });
    // @ts-expect-error a reply is no request
    client.when(reply(200));
    // @ts-expect-error a request is no reply
    void client.when(get("/a")).respond(request());
    // @ts-expect-error a path is text or a schema
    request().path(5);
    // @ts-expect-error a kind needs its content
    request().body({ type: "JSON" });
    // @ts-expect-error what the server alone says cannot be said
    request().localAddress("a:1");
    // @ts-expect-error options of one kind are not those of another
    request().text("a", { matchType: "STRICT" });
  };
  expectTypeOf(never).toBeFunction();
});

test("bodies are told apart by their type", () => {
  const documentOf = (body: Body): unknown => {
    if (typeof body === "object" && !Array.isArray(body) && body.type === "JSON") {
      expectTypeOf(body).toEqualTypeOf<JsonBody>();
      return body.json;
    }
    return undefined;
  };
  expectTypeOf(documentOf).returns.toBeUnknown();
});

test("enumerations know their values and allow newer ones", () => {
  expectTypeOf<"EXPECTATIONS">().toExtend<ClearType>();
  expectTypeOf<"SOMETHING_NEWER">().toExtend<ClearType>();
  expectTypeOf<number>().not.toExtend<ClearType>();
});

test("members that the server alone sets cannot be assigned", () => {
  const never = (recorded: HttpRequest, stored: HttpResponse): void => {
    // @ts-expect-error read-only
    recorded.remoteAddress = "a:1";
    stored.statusCode = 200;
  };
  expectTypeOf(never).toBeFunction();
  expectTypeOf<string>().toExtend<StringMatcher>();
});
