package diskfile_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/mockserver/mockserver/server/internal/diskfile"
)

func TestReadsRelativeToTheWorkingDirectory(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("a.txt", []byte("hé"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := diskfile.Read("a.txt"); err != nil || string(got) != "hé" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestRefusesWhatIsNotThere(t *testing.T) {
	if _, err := diskfile.Read(filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
}

func TestRefusesWhatMayNeverEnd(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{pipe, "/dev/zero", t.TempDir()} {
		if _, err := diskfile.Read(path); err == nil || !strings.Contains(err.Error(), "regular") {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestRefusesWhatIsTooLarge(t *testing.T) {
	path := filepath.Join(t.TempDir(), "large")
	for size, refused := range map[int64]bool{diskfile.MaxBytes: false, diskfile.MaxBytes + 1: true} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(path, size); err != nil {
			t.Fatal(err)
		}
		if content, err := diskfile.Read(path); (err != nil) != refused || err == nil && int64(len(content)) != size {
			t.Errorf("%d bytes: read %d, %v", size, len(content), err)
		}
	}
}
