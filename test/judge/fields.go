package main

import (
	"errors"
	"reflect"
	"slices"
	"strings"

	"github.com/prometheus/prometheus/config"
	"go.yaml.in/yaml/v2"
)

// configFields are the paths of all fields that a configuration may have: `scrape_configs.tls_config.ca_file`.
// Lists add nothing to a path, maps a star for their keys.
func configFields() []string {
	var paths []string
	visitType(reflect.TypeFor[config.Config](), "", func(path string) { paths = append(paths, path) })
	slices.Sort(paths)
	return slices.Compact(paths)
}

func visitType(t reflect.Type, path string, found func(string)) {
	switch t = decodedType(t); t.Kind() {
	case reflect.Pointer, reflect.Slice:
		visitType(t.Elem(), path, found)
	case reflect.Map:
		visitType(t.Elem(), path+".*", found)
	case reflect.Struct:
		visitFields(t, path, found)
	}
}

// visitFields names fields as the YAML decoder does.
func visitFields(t reflect.Type, path string, found func(string)) {
	for field := range t.Fields() {
		name, options, _ := strings.Cut(field.Tag.Get("yaml"), ",")
		switch {
		case name == "-" || !field.IsExported():
		case strings.Contains(options, "inline") && field.Type.Kind() == reflect.Struct:
			visitFields(field.Type, path, found)
		case strings.Contains(options, "inline"):
			visitType(field.Type, path, found)
		default:
			if name == "" {
				name = strings.ToLower(field.Name)
			}
			inner := strings.TrimPrefix(path+"."+name, ".")
			found(inner)
			visitType(field.Type, inner, found)
		}
	}
}

var errSeen = errors.New("the type was seen")

// decodedType is what a type that decodes itself asks the decoder for: its like without methods, with every service discovery
// where it has some, or a text.
func decodedType(t reflect.Type) reflect.Type {
	decoder, ok := reflect.New(t).Interface().(yaml.Unmarshaler)
	if !ok {
		return t
	}
	asked := t
	_ = decoder.UnmarshalYAML(func(target any) error {
		asked = reflect.TypeOf(target).Elem()
		return errSeen
	})
	if asked == t {
		return t
	}
	return decodedType(asked)
}
