package control

import "context"

// Configuration is every setting with its present value.
func (s *Service) Configuration(context.Context) (Document, error) {
	settings, err := s.Settings.Get().Document()
	if err != nil {
		return Document{}, err
	}
	return jsonDocument(settings), nil
}

// UpdateConfiguration changes the settings that document names, at once, and
// returns all of them.
func (s *Service) UpdateConfiguration(ctx context.Context, document []byte) (Document, error) {
	if err := s.Settings.Merge(document); err != nil {
		return Document{}, err
	}
	return s.Configuration(ctx)
}
