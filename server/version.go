package mockserver

import (
	"runtime/debug"

	"github.com/mockserver/mockserver/server/internal/control"
)

// Version is this server's version.
const Version = "0.1.0"

// build names what is running: Version and, where the build recorded it, the
// commit.
func build() control.Build {
	b := control.Build{Version: Version}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" {
			b.GitHash = setting.Value[:min(len(setting.Value), 8)]
		}
	}
	return b
}
