package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/go-openapi/strfmt"
	"github.com/grafana/grafana-openapi-client-go/models"
)

type validatable interface {
	Validate(strfmt.Registry) error
}

// grafanaModels are the models of request bodies in Grafana's own client, by route.
var grafanaModels = map[string]func() validatable{
	"POST /api/datasources":    func() validatable { return &models.AddDataSourceCommand{} },
	"PUT /api/datasources/uid": func() validatable { return &models.UpdateDataSourceCommand{} },
	"POST /api/folders":        func() validatable { return &models.CreateFolderCommand{} },
	"PUT /api/folders":         func() validatable { return &models.UpdateFolderCommand{} },
	"POST /api/dashboards/db":  func() validatable { return &models.SaveDashboardCommand{} },
}

// checkGrafanaBody decodes the body of a request to a route of Grafana's HTTP API; unknown members are an error.
func checkGrafanaBody(route, body string) error {
	model, ok := grafanaModels[route]
	if !ok {
		return fmt.Errorf("no model for %s", route)
	}
	value := model()
	decoder := json.NewDecoder(strings.NewReader(body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(value); err != nil {
		return err
	}
	return value.Validate(strfmt.Default)
}
