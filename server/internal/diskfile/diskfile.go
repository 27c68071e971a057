// Package diskfile reads the files of the server's machine that expectations
// name.
package diskfile

import (
	"errors"
	"fmt"
	"io"
	"os"
)

// MaxBytes bounds the files read.
const MaxBytes = 32 << 20

var (
	errNotRegular = errors.New("this is not a regular file")
	errTooLarge   = fmt.Errorf("the file is larger than %d bytes", MaxBytes)
)

// Read returns the content of a file; a relative path starts at the working
// directory. Devices and pipes, which may never end or never begin, are
// refused before they are opened, and so is what is larger than MaxBytes.
func Read(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNotRegular
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, MaxBytes+1))
	if err == nil && len(content) > MaxBytes {
		return nil, errTooLarge
	}
	return content, err
}
