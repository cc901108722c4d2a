package main

import (
	"github.com/prometheus/alertmanager/config"
	"github.com/prometheus/alertmanager/template"
)

// checkDefinition does what `amtool check-config` does with the configuration alone.
func checkDefinition(text string) error {
	_, err := config.Load(text)
	return err
}

// checkTemplate parses a text as a template with Alertmanager's functions, and runs it without data.
func checkTemplate(text string) error {
	t, err := template.FromGlobs(nil)
	if err != nil {
		return err
	}
	_, err = t.ExecuteTextString(text, &template.Data{})
	return err
}
