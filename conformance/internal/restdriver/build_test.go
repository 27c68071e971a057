package restdriver

import (
	"encoding/json"
	"testing"
)

func TestBuild(t *testing.T) {
	for chain, want := range map[string]string{
		`[["request"]]`:     `{}`,
		`[["delete","/a"]]`: `{"method":"DELETE","path":"/a"}`,
		`[["request"],["method","!GET"],["path","/a"]]`:                                            `{"method":"!GET","path":"/a"}`,
		`[["get","/a"],["header","A","1"],["header","A","2"],["header","B","3","4"]]`:              `{"headers":{"A":["1","2"],"B":["3","4"]},"method":"GET","path":"/a"}`,
		`[["request"],["query","q","1"],["pathParameter","p","2"],["cookie","c","3"]]`:             `{"cookies":{"c":"3"},"pathParameters":{"p":["2"]},"queryStringParameters":{"q":["1"]}}`,
		`[["request"],["json",{"a":1}]]`:                                                           `{"body":{"json":{"a":1},"type":"JSON"}}`,
		`[["request"],["json",1,{"$options":{"matchType":"STRICT"}}]]`:                             `{"body":{"json":1,"matchType":"STRICT","type":"JSON"}}`,
		`[["request"],["text","a"]]`:                                                               `{"body":{"string":"a","type":"STRING"}}`,
		`[["request"],["regex","a"]]`:                                                              `{"body":{"regex":"a","type":"REGEX"}}`,
		`[["request"],["binary",{"$base64":"AA=="}]]`:                                              `{"body":{"base64Bytes":"AA==","type":"BINARY"}}`,
		`[["request"],["form",{"a":["1"]}]]`:                                                       `{"body":{"parameters":{"a":["1"]},"type":"PARAMETERS"}}`,
		`[["request"],["keepAlive",true],["secure",false],["protocol","HTTP_2"],["not",true]]`:     `{"keepAlive":true,"not":true,"protocol":"HTTP_2","secure":false}`,
		`[["request"],["jwt",{"$build":[["token"],["header","x-token"]]}]]`:                        `{"jwt":{"header":"x-token"}}`,
		`[["operation","shop.yaml","list"]]`:                                                       `{"operationId":"list","specUrlOrPayload":"shop.yaml"}`,
		`[["request"],["graphql","{a}",{"$options":{"fields":["a"]}}]]`:                            `{"body":{"fields":["a"],"query":"{a}","type":"GRAPHQL"}}`,
		`[["request"],["jwt",{"$build":[["token"],["claim","sub","joe"],["issuer","me"]]}]]`:       `{"jwt":{"claims":{"sub":"joe"},"issuer":"me"}}`,
		`[["reply",200],["reasonPhrase","Fine"],["delay",{"$ms":5}]]`:                              `{"delay":{"timeUnit":"MILLISECONDS","value":5},"reasonPhrase":"Fine","statusCode":200}`,
		`[["reply",200],["connectionOptions",{"$build":[["connectionOptions"],["chunkSize",3]]}]]`: `{"connectionOptions":{"chunkSize":3},"statusCode":200}`,
		`[["response"],["statusCodeRange","2XX"]]`:                                                 `{"statusCodeRange":"2XX"}`,
		`[["exactly",2]]`:   `{"atLeast":2,"atMost":2}`,
		`[["atLeast",2]]`:   `{"atLeast":2}`,
		`[["atMost",2]]`:    `{"atMost":2}`,
		`[["between",1,2]]`: `{"atLeast":1,"atMost":2}`,
		`[["once"]]`:        `{"atLeast":1,"atMost":1}`,
		`[["never"]]`:       `{"atLeast":0,"atMost":0}`,
	} {
		var decoded any
		if err := json.Unmarshal([]byte(chain), &decoded); err != nil {
			t.Fatal(err)
		}
		built, err := build(decoded)
		if err != nil {
			t.Errorf("%s: %v", chain, err)
			continue
		}
		if got, _ := json.Marshal(built); string(got) != want {
			t.Errorf("%s: got %s, want %s", chain, got, want)
		}
	}
}

func TestBuildRefuses(t *testing.T) {
	for chain, want := range map[string]string{
		`[["nothing"]]`:                    `unknown factory "nothing"`,
		`[["request"],["xyzzy","a"]]`:      `xyzzy: HttpRequest has no such method`,
		`[["token"],["json",{}]]`:          `json: JwtMatcher has no such method`,
		`[["request"],["cookie","a"]]`:     `cookie: takes a name and a value`,
		`[["request"],["header",1]]`:       `header: the name is not a string`,
		`[["reply",200],["reasonPhrase"]]`: `reasonPhrase: no argument`,
	} {
		var decoded any
		if err := json.Unmarshal([]byte(chain), &decoded); err != nil {
			t.Fatal(err)
		}
		if _, err := build(decoded); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", chain, err, want)
		}
	}
}
