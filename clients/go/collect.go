package mock

import "encoding/json"

// What generated builders and options are made of. Errors are noted where err
// points, and the first is kept.

func ptr[T any](value T) *T { return &value }

func note(err *error, found error) {
	if *err == nil {
		*err = found
	}
}

func each[T, U any](values []T, convert func(T) U) []U {
	converted := make([]U, 0, len(values))
	for _, v := range values {
		converted = append(converted, convert(v))
	}
	return converted
}

// rawJSON is the value's JSON. RawMessage and Raw stay as they are.
func rawJSON(err *error, value any) json.RawMessage {
	raw, failed := marshal(value)
	note(err, failed)
	return raw
}

// rawObject is the value as an object of any members.
func rawObject[M ~map[string]json.RawMessage](err *error, value any) M {
	members, failed := Raw(rawJSON(err, value)).members()
	note(err, failed)
	return members
}

// formOf is the model that a form stands for, nil for none.
func formOf[F, T any](err *error, form F, model func(F) (T, error)) *T {
	if any(form) == nil {
		return nil
	}
	v, failed := model(form)
	note(err, failed)
	return &v
}

// formsOf are the models that forms stand for; none for nil ones.
func formsOf[F, T any](err *error, forms []F, model func(F) (T, error)) []T {
	models := make([]T, 0, len(forms))
	for _, form := range forms {
		if v := formOf(err, form, model); v != nil {
			models = append(models, *v)
		}
	}
	return models
}

// built is a copy that shares nothing with what a builder collected.
func built[T any](data T, err error) (T, error) {
	var copied T
	if err != nil {
		return copied, err
	}
	raw, err := marshal(data)
	if err == nil {
		err = json.Unmarshal(raw, &copied)
	}
	return copied, err
}

func marshalBuilt[T any](data T, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	return marshal(data)
}
