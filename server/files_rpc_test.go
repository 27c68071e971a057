package mockserver_test

import (
	"slices"
	"testing"

	"connectrpc.com/connect"

	v1 "github.com/mockserver/mockserver/server/internal/gen/mockserver/v1"
	"github.com/mockserver/mockserver/server/internal/gen/mockserver/v1/mockserverv1connect"
)

// An RPC caller keeps, reads, lists and removes files; CP-107.
func TestRPCFiles(t *testing.T) {
	client := mockserverv1connect.NewServerServiceClient(h2c(t), startServer(t).URL())
	called, content, encoded := "b.bin", "AP8B", true
	name := &v1.FileName{Name: &called}
	stored, err := client.StoreFile(t.Context(), &v1.StoreFileRequest{
		FileContent: &v1.FileContent{Name: &called, Content: &content, Base64: &encoded},
	})
	if err != nil || stored.GetStoredFile().GetName() != called || stored.GetStoredFile().GetSize() != 3 {
		t.Fatalf("%v, %v", stored, err)
	}
	read, err := client.RetrieveFile(t.Context(), &v1.RetrieveFileRequest{FileName: name})
	if err != nil || !slices.Equal(read.GetContent(), []byte{0, 0xff, 1}) || read.GetContentType() != "application/octet-stream" {
		t.Errorf("%v, %v", read, err)
	}
	if _, err := client.DeleteFile(t.Context(), &v1.DeleteFileRequest{FileName: name}); err != nil {
		t.Error(err)
	}
	if list, err := client.ListFiles(t.Context(), &v1.ListFilesRequest{}); err != nil || len(list.GetValues()) != 0 {
		t.Errorf("%v, %v", list, err)
	}
	if _, err := client.RetrieveFile(t.Context(), &v1.RetrieveFileRequest{FileName: name}); connect.CodeOf(err) != connect.CodeNotFound {
		t.Errorf("%v", err)
	}
	if _, err := client.DeleteFile(t.Context(), &v1.DeleteFileRequest{FileName: name}); connect.CodeOf(err) != connect.CodeNotFound {
		t.Errorf("%v", err)
	}
	if _, err := client.StoreFile(t.Context(), &v1.StoreFileRequest{}); connect.CodeOf(err) != connect.CodeInvalidArgument {
		t.Errorf("%v", err)
	}
}
