package match

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/model"
)

// bearer returns a token with these claims.
func bearer(claims string) string {
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(`{"alg":"HS256"}`)) + "." + encode([]byte(claims)) + ".signature"
}

func TestCP222_JWT(t *testing.T) {
	token := bearer(`{"iss":"me","aud":["a","b"],"n":5,"t":true,"sub":"Joe","nul":null,"l":[1,"z"]}`)
	with := func(value string) *model.Request { return get("/", "Authorization: "+value) }
	sent := with("Bearer " + token)
	runCases(t, Options{}, []matchCase{
		{`{"jwt":{"claims":{"sub":"joe"}}}`, sent, true},
		{`{"jwt":{"claims":{"sub":"J.*","n":"5","t":"true"}}}`, sent, true},
		{`{"jwt":{"claims":{"sub":"x"}}}`, sent, false},
		{`{"jwt":{"claims":{"nul":".*"}}}`, sent, false},
		{`{"jwt":{"claims":{"l":"z"}}}`, sent, true},
		{`{"jwt":{"claims":{"l":"!z"}}}`, sent, false},
		{`{"jwt":{"claims":{"l":"!q"}}}`, sent, true},
		{`{"jwt":{"claims":{"missing":"!x"}}}`, sent, true},
		{`{"jwt":{"claims":{"missing":"x"}}}`, sent, false},
		{`{"jwt":{"claims":{"n":{"schema":{"type":"integer"}}}}}`, sent, true},
		{`{"jwt":{"issuer":"me","audience":"b","algorithm":"hs.*"}}`, sent, true},
		{`{"jwt":{"issuer":"!me"}}`, sent, false},
		{`{"jwt":{"audience":"c"}}`, sent, false},
		{`{"jwt":{"algorithm":"RS256"}}`, sent, false},
		{`{"jwt":{"scheme":"Token","issuer":"me"}}`, sent, true},
		{`{"jwt":{"issuer":"me"}}`, with(token), true},
		{`{"jwt":{"issuer":"me"}}`, with("Bearer " + strings.TrimSuffix(token, ".signature")), true},
		{`{"jwt":{"issuer":"me"}}`, with("Bearer x.y.z"), false},
		{`{"jwt":{"issuer":"!x"}}`, with("Bearer x.y.z"), false},
		{`{"jwt":{"issuer":"!x"}}`, get("/"), false},
		{`{"jwt":{}}`, get("/"), true},
		{`{"jwt":{"header":"X-Token","issuer":"me"}}`, get("/", "x-token: "+token), true},
	})
	e := compileJSON(t, `{"jwt":{"issuer":"you"}}`, Options{}).Explain(NewRequest(sent))
	if reason := e.Differing()[0].Reasons[0]; !strings.Contains(reason, "jwt issuer match failed") || !strings.Contains(reason, "[me]") {
		t.Errorf("the reason is %q", reason)
	}
}

func TestCP223_ClientCertificate(t *testing.T) {
	sent := with(get("/"), func(r *model.Request) {
		r.ClientCertificate = []model.Certificate{{Subject: "CN=joe,O=Acme,C=GB", Issuer: "CN=ca", FingerprintSHA256: "ab12cd"}}
	})
	runCases(t, Options{}, []matchCase{
		{`{"clientCertificate":{"subject":"CN=joe,.*"}}`, sent, true},
		{`{"clientCertificate":{"subject":"CN=joe"}}`, sent, false},
		{`{"clientCertificate":{"subject":"!CN=jim.*","issuer":"cn=CA"}}`, sent, true},
		{`{"clientCertificate":{"fingerprintSha256":"AB:12:CD"}}`, sent, true},
		{`{"clientCertificate":{"fingerprintSha256":"ab12ce"}}`, sent, false},
		{`{"clientCertificate":{"subject":"!x"}}`, get("/"), false},
		{`{"clientCertificate":{}}`, get("/"), true},
	})
}
