package mock_test

import (
	"encoding/json"
	"fmt"
	"time"

	mock "github.com/mockserver/mockserver/clients/go"
)

func show(data json.Marshaler) {
	text, err := data.MarshalJSON()
	if err != nil {
		panic(err)
	}
	fmt.Println(string(text))
}

func ExampleGet() {
	show(mock.Get("/products/[0-9]+").Query("page", "1", "2").Header("Accept", mock.Not("text/.*")))
	// Output:
	// {"method":"GET","path":"/products/[0-9]+","queryStringParameters":{"page":["1","2"]},"headers":{"Accept":["!text/.*"]}}
}

func ExampleReply() {
	show(mock.Reply(200).JSON(map[string]int{"stock": 3}).Delay(250 * time.Millisecond))
	// Output:
	// {"statusCode":200,"body":{"type":"JSON","json":{"stock":3}},"delay":{"timeUnit":"MILLISECONDS","value":250}}
}

func ExampleRequestBuilder_JSON() {
	show(mock.Post("/login").JSON(map[string]string{"user": "foo"}, mock.JSONBodyMatchTypeStrict))
	// Output:
	// {"method":"POST","path":"/login","body":{"type":"JSON","json":{"user":"foo"},"matchType":"STRICT"}}
}

func ExampleWhen() {
	show(mock.When(mock.Get("/a")).Times(2).TTL(time.Minute).Respond(mock.Reply(204)))
	// Output:
	// {"httpRequest":{"method":"GET","path":"/a"},"times":{"remainingTimes":2},"timeToLive":{"timeUnit":"MILLISECONDS","timeToLive":60000},"httpResponse":{"statusCode":204}}
}

func ExampleBody_AsJSONBody() {
	var request mock.HTTPRequest
	if err := json.Unmarshal([]byte(`{"body": {"type": "JSON", "json": {"user": "foo"}}}`), &request); err != nil {
		panic(err)
	}
	if body, ok := request.Body.AsJSONBody(); ok {
		fmt.Println(string(body.JSON))
	}
	// Output:
	// {"user": "foo"}
}
