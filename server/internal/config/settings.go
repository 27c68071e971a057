// Package config is the one table of what can be set: every setting with its
// names on the command line, in the environment and in the control plane's
// configuration document, its default, its unit and whether it can be changed
// while the server runs.
package config

// Settings holds every setting of a server. Each field's tags are its row in
// the table:
//
//   - json: the name in GET and PUT /mockserver/configuration
//   - name, short, legacy: the spellings on the command line
//   - env: the environment variables, the first one set wins
//   - default, help, group: as the command line's help shows them
//   - live: the setting can be changed while the server runs
//
// Numbers carry their unit in their name; sizes without one are bytes.
type Settings struct {
	Listening
	Logging
	Capacity
	HTTP
	Matching
	Verification
	CORS
	TLS
	Initialization
}

// Listening says where the server accepts connections and how it ends.
type Listening struct {
	Ports               []int  `json:"serverPort" name:"port" short:"p" legacy:"-serverPort" env:"MOCKSERVER_SERVER_PORT,SERVER_PORT" placeholder:"PORT" group:"Listening" help:"Ports to listen on; 0 takes any free one."`
	LocalBoundIP        string `json:"localBoundIP" name:"local-bound-ip" env:"MOCKSERVER_LOCAL_BOUND_IP" placeholder:"ADDRESS" group:"Listening" help:"Address to listen on; all of them when empty."`
	LivenessHTTPGetPath string `json:"livenessHttpGetPath" name:"liveness-http-get-path" env:"MOCKSERVER_LIVENESS_HTTP_GET_PATH" live:"" placeholder:"PATH" group:"Listening" help:"A path whose GET answers like status."`
	StopDrainMillis     int    `json:"stopDrainMillis" name:"stop-drain-millis" env:"MOCKSERVER_STOP_DRAIN_MILLIS" default:"15000" live:"" group:"Listening" help:"How long a stop waits for exchanges in flight."`
	AdvertisedVersion   string `json:"advertisedVersion" name:"advertised-version" env:"MOCKSERVER_ADVERTISED_VERSION" live:"" placeholder:"VERSION" group:"Listening" help:"Send this in a version header on control-plane answers; none when empty."`
}

// Logging says what the console shows. It never thins what is recorded.
type Logging struct {
	LogLevel Level `json:"logLevel" name:"log-level" short:"l" legacy:"-logLevel" env:"MOCKSERVER_LOG_LEVEL,LOG_LEVEL" default:"INFO" live:"" placeholder:"LEVEL" group:"Logging" help:"TRACE, DEBUG, INFO, WARN, ERROR or OFF."`
}

// Capacity bounds what the server keeps.
type Capacity struct {
	MaxExpectations int `json:"maxExpectations" name:"max-expectations" env:"MOCKSERVER_MAX_EXPECTATIONS" default:"15000" live:"" group:"Capacity" help:"Stored expectations; beyond it the oldest goes."`
	MaxLogEntries   int `json:"maxLogEntries" name:"max-log-entries" env:"MOCKSERVER_MAX_LOG_ENTRIES" default:"100000" live:"" group:"Capacity" help:"Recorded exchanges kept, and up to 10000 other log entries; beyond it the oldest goes."`
	MaxEventLogSize int `json:"maxEventLogSizeInBytes" name:"max-event-log-size-in-bytes" env:"MOCKSERVER_MAX_EVENT_LOG_SIZE_IN_BYTES" default:"134217728" live:"" group:"Capacity" help:"Bytes of recorded exchanges kept; beyond it the oldest goes."`
}

// HTTP bounds and bends how requests are read and answered.
type HTTP struct {
	MaxRequestBodySize           int    `json:"maxRequestBodySize" name:"max-request-body-size" env:"MOCKSERVER_MAX_REQUEST_BODY_SIZE" default:"10485760" live:"" group:"HTTP" help:"Bytes of a mocked request's body, compressed or not; beyond it the answer is 413."`
	MaxControlBodySize           int    `json:"maxControlPlaneBodySize" name:"max-control-plane-body-size" env:"MOCKSERVER_MAX_CONTROL_PLANE_BODY_SIZE" default:"33554432" live:"" group:"HTTP" help:"Bytes of a control-plane request's body; beyond it the answer is 413."`
	MaxHeaderSize                int    `json:"maxHeaderSize" name:"max-header-size" env:"MOCKSERVER_MAX_HEADER_SIZE" default:"8388608" live:"" group:"HTTP" help:"Bytes of a request line with its headers; beyond it the answer is 431."`
	RequestHeaderTimeoutMillis   int    `json:"requestHeaderTimeoutMillis" name:"request-header-timeout-millis" env:"MOCKSERVER_REQUEST_HEADER_TIMEOUT_MILLIS" default:"30000" live:"" group:"HTTP" help:"How long a client may take for a TLS handshake and for a request line with its headers; 0 leaves it the time it likes."`
	HTTP2Enabled                 bool   `json:"http2Enabled" name:"http2-enabled" env:"MOCKSERVER_HTTP2_ENABLED" default:"true" negatable:"" live:"" group:"HTTP" help:"Speak HTTP/2, over TLS and in clear text."`
	AlwaysCloseSocketConnections bool   `json:"alwaysCloseSocketConnections" name:"always-close-socket-connections" env:"MOCKSERVER_ALWAYS_CLOSE_SOCKET_CONNECTIONS" default:"false" live:"" group:"HTTP" help:"Close every HTTP/1 connection after its answer."`
	GlobalResponseDelayMillis    int    `json:"globalResponseDelayMillis" name:"global-response-delay-millis" env:"MOCKSERVER_GLOBAL_RESPONSE_DELAY_MILLIS" default:"0" live:"" group:"HTTP" help:"Added to the delay of every matched answer."`
	DefaultResponseHeaders       string `json:"defaultResponseHeaders" name:"default-response-headers" env:"MOCKSERVER_DEFAULT_RESPONSE_HEADERS" live:"" placeholder:"N=V|N=V" group:"HTTP" help:"Headers added to every answer that lacks them."`
}

// Matching bends how requests are compared with expectations.
type Matching struct {
	MatchersFailFast                      bool   `json:"matchersFailFast" name:"matchers-fail-fast" env:"MOCKSERVER_MATCHERS_FAIL_FAST" default:"true" negatable:"" live:"" group:"Matching" help:"In the log, detail only the first difference of the closest expectation and name the others."`
	MatchExactCase                        bool   `json:"matchExactCase" name:"match-exact-case" env:"MOCKSERVER_MATCH_EXACT_CASE" default:"false" live:"" group:"Matching" help:"Compare methods, paths and regular-expression bodies with their case."`
	RegexMatchingTimeoutMillis            int    `json:"regexMatchingTimeoutMillis" name:"regex-matching-timeout-millis" env:"MOCKSERVER_REGEX_MATCHING_TIMEOUT_MILLIS" default:"5000" live:"" group:"Matching" help:"The most one regular expression may take for one request."`
	XPathMatchingTimeoutMillis            int    `json:"xpathMatchingTimeoutMillis" name:"xpath-matching-timeout-millis" env:"MOCKSERVER_XPATH_MATCHING_TIMEOUT_MILLIS" default:"5000" live:"" group:"Matching" help:"The most one XPath may take for one request."`
	MatchNamespaceHeader                  string `json:"matchNamespaceHeader" name:"match-namespace-header" env:"MOCKSERVER_MATCH_NAMESPACE_HEADER" default:"X-MockServer-Namespace" live:"" placeholder:"NAME" group:"Matching" help:"The request header that names the namespace."`
	UseSemicolonAsQueryParameterSeparator bool   `json:"useSemicolonAsQueryParameterSeparator" name:"use-semicolon-as-query-parameter-separator" env:"MOCKSERVER_USE_SEMICOLON_AS_QUERY_PARAMETER_SEPARATOR" default:"true" negatable:"" live:"" group:"Matching" help:"Let ; separate form parameters beside &."`
	ClosestMatchHintEnabled               bool   `json:"closestMatchHintEnabled" name:"closest-match-hint-enabled" env:"MOCKSERVER_CLOSEST_MATCH_HINT_ENABLED" default:"true" negatable:"" live:"" group:"Matching" help:"Tell an unmatched request the closest expectation in a header."`
	AttachMismatchDiagnosticToResponse    bool   `json:"attachMismatchDiagnosticToResponse" name:"attach-mismatch-diagnostic-to-response" env:"MOCKSERVER_ATTACH_MISMATCH_DIAGNOSTIC_TO_RESPONSE" default:"false" live:"" group:"Matching" help:"Tell an unmatched request every difference in its body."`
}

// Verification bends what a failed verification says.
type Verification struct {
	MaximumRequestsInVerificationFailure int  `json:"maximumNumberOfRequestToReturnInVerificationFailure" name:"maximum-number-of-request-to-return-in-verification-failure" env:"MOCKSERVER_MAXIMUM_NUMBER_OF_REQUESTS_TO_RETURN_IN_VERIFICATION_FAILURE" default:"10" live:"" group:"Verification" help:"A failure lists the recorded requests only when there are fewer than this."`
	DetailedVerificationFailures         bool `json:"detailedVerificationFailures" name:"detailed-verification-failures" env:"MOCKSERVER_DETAILED_VERIFICATION_FAILURES" default:"true" negatable:"" live:"" group:"Verification" help:"Say how the closest request differs."`
	FailVerificationOnEvictedLog         bool `json:"failVerificationOnEvictedLog" name:"fail-verification-on-evicted-log" env:"MOCKSERVER_FAIL_VERIFICATION_ON_EVICTED_LOG" default:"true" negatable:"" live:"" group:"Verification" help:"Fail an upper bound once recorded exchanges have been evicted."`
}

// CORS says which cross-origin headers answers carry. Control-plane answers
// always carry them.
type CORS struct {
	EnableCORSForAPI          bool   `json:"enableCORSForAPI" name:"enable-cors-for-api" env:"MOCKSERVER_ENABLE_CORS_FOR_API" default:"false" live:"" group:"CORS" help:"Kept and reported for clients that set it: control-plane answers and preflights carry CORS headers whatever it says, as in MockServer 7.5.0."`
	EnableCORSForAllResponses bool   `json:"enableCORSForAllResponses" name:"enable-cors-for-all-responses" env:"MOCKSERVER_ENABLE_CORS_FOR_ALL_RESPONSES" default:"false" live:"" group:"CORS" help:"Add CORS headers to mocked answers too."`
	AllowOrigin               string `json:"corsAllowOrigin" name:"cors-allow-origin" env:"MOCKSERVER_CORS_ALLOW_ORIGIN" live:"" placeholder:"ORIGIN" group:"CORS" help:"The origin allowed; the request's own when empty."`
	AllowMethods              string `json:"corsAllowMethods" name:"cors-allow-methods" env:"MOCKSERVER_CORS_ALLOW_METHODS" live:"" placeholder:"LIST" group:"CORS" help:"The methods allowed; all nine when empty."`
	AllowHeaders              string `json:"corsAllowHeaders" name:"cors-allow-headers" env:"MOCKSERVER_CORS_ALLOW_HEADERS" live:"" placeholder:"LIST" group:"CORS" help:"The headers allowed and exposed beside those asked for."`
	AllowCredentials          bool   `json:"corsAllowCredentials" name:"cors-allow-credentials" env:"MOCKSERVER_CORS_ALLOW_CREDENTIALS" default:"false" live:"" group:"CORS" help:"Allow credentials."`
	MaxAgeInSeconds           int    `json:"corsMaxAgeInSeconds" name:"cors-max-age-in-seconds" env:"MOCKSERVER_CORS_MAX_AGE_IN_SECONDS" default:"0" live:"" group:"CORS" help:"How long a preflight answer may be kept."`
}

// TLS says what certificates the server presents.
type TLS struct {
	CertificateDomainName           string   `json:"sslCertificateDomainName" name:"ssl-certificate-domain-name" env:"MOCKSERVER_SSL_CERTIFICATE_DOMAIN_NAME" default:"localhost" placeholder:"NAME" group:"TLS" help:"The certificate's name when a client names none (SNI)."`
	SubjectAlternativeNames         []string `json:"sslSubjectAlternativeNameDomains" name:"ssl-subject-alternative-name-domains" env:"MOCKSERVER_SSL_SUBJECT_ALTERNATIVE_NAME_DOMAINS" default:"localhost" placeholder:"NAME" group:"TLS" help:"Further names in every certificate."`
	SubjectAlternativeIPs           []string `json:"sslSubjectAlternativeNameIps" name:"ssl-subject-alternative-name-ips" env:"MOCKSERVER_SSL_SUBJECT_ALTERNATIVE_NAME_IPS" default:"127.0.0.1,0.0.0.0" placeholder:"IP" group:"TLS" help:"Addresses in every certificate."`
	CertificateAuthorityPrivateKey  string   `json:"-" name:"certificate-authority-private-key" env:"MOCKSERVER_CERTIFICATE_AUTHORITY_PRIVATE_KEY" placeholder:"FILE" group:"TLS" help:"PEM key of the authority that signs certificates; a new one is made when empty."`
	CertificateAuthorityCertificate string   `json:"certificateAuthorityCertificate" name:"certificate-authority-certificate" env:"MOCKSERVER_CERTIFICATE_AUTHORITY_X509_CERTIFICATE" placeholder:"FILE" group:"TLS" help:"PEM certificate of that authority."`
	Protocols                       string   `json:"tlsProtocols" name:"tls-protocols" env:"MOCKSERVER_TLS_PROTOCOLS" default:"TLSv1,TLSv1.1,TLSv1.2" placeholder:"LIST" group:"TLS" help:"TLSv1, TLSv1.1, TLSv1.2 and TLSv1.3 to choose from."`
}

// Initialization says what is loaded before the first request, and what chance
// follows from.
type Initialization struct {
	Seed                      int    `json:"seed" name:"seed" env:"MOCKSERVER_SEED" default:"0" placeholder:"NUMBER" group:"Initialization" help:"Make ids and dice follow from this number; 0 makes them unpredictable."`
	InitializationJSONPath    string `json:"initializationJsonPath" name:"init" env:"MOCKSERVER_INITIALIZATION_JSON_PATH" placeholder:"FILE" group:"Initialization" help:"A JSON file of expectations to load at start."`
	FailOnInitializationError bool   `json:"failOnInitializationError" name:"fail-on-initialization-error" env:"MOCKSERVER_FAIL_ON_INITIALIZATION_ERROR" default:"false" group:"Initialization" help:"Do not start when that file is invalid."`
}
