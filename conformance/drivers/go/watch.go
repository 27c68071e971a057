package main

import (
	"context"
	"errors"
	"iter"

	mock "github.com/mockserver/mockserver/clients/go"
)

// watch is the client's sequence, taken one by one.
type watch struct {
	end  context.CancelFunc
	next func() (*mock.WatchedExchange, error, bool)
	stop func()
}

func (d *driver) begin(ctx context.Context, m map[string]value) (any, error) {
	d.unwatch()
	matcher, err := form[mock.HTTPRequestForm](m["matcher"])
	if err != nil {
		return nil, err
	}
	var options []mock.WatchOption
	if matcher != nil {
		options = append(options, mock.WithRequest(matcher))
	}
	ctx, end := context.WithCancel(ctx)
	watched, err := d.client.Watch(ctx, options...)
	if err != nil {
		end()
		return nil, err
	}
	next, stop := iter.Pull2(watched)
	d.watch = &watch{end, next, stop}
	return nil, nil
}

func (d *driver) watched(_ context.Context, m map[string]value) (any, error) {
	count, err := number(m["count"])
	if err != nil {
		return nil, err
	}
	if d.watch == nil {
		return nil, errors.New("not watching")
	}
	told := []*mock.WatchedExchange{}
	for len(told) < count {
		watched, err, more := d.watch.next()
		if err != nil || !more {
			return told, err
		}
		told = append(told, watched)
	}
	return told, nil
}

func (d *driver) unwatch() {
	if d.watch != nil {
		d.watch.end()
		d.watch.stop()
		d.watch = nil
	}
}
