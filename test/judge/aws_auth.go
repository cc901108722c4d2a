package main

import (
	"encoding/json"
	"errors"
	"strings"

	"sigs.k8s.io/yaml"
)

// roleMapping has the fields of aws-iam-authenticator's own type of that name.
type roleMapping struct {
	RoleARN  string      `json:"rolearn,omitempty"`
	SSO      *ssoMatcher `json:"sso,omitempty"`
	Username string      `json:"username"`
	Groups   []string    `json:"groups"`
	UserID   string      `json:"userid,omitempty"`
}

type ssoMatcher struct {
	PermissionSetName string `json:"permissionSetName"`
	AccountID         string `json:"accountID"`
	Partition         string `json:"partition,omitempty"`
}

// mapRoles is a mapRoles as the authenticator of a cluster reads it.
type mapRoles struct {
	// Entries are what the authenticator keeps, which is less than all when Problem is set.
	Entries []roleMapping `json:"entries,omitempty"`
	// Items are the JSON of each item before it is decoded into an entry; absent when the text is not a list.
	Items   []string `json:"items,omitempty"`
	IsList  bool     `json:"isList"`
	Problem string   `json:"problem,omitempty"`
}

// readMapRoles converts the text to JSON and the JSON to entries. A value of a wrong type costs its field only.
// See https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/mapper/configmap/configmap.go
func readMapRoles(text string) (*mapRoles, error) {
	switch strings.TrimSpace(text) {
	case "", "``", `""`:
		return &mapRoles{IsList: true}, nil
	}
	converted, err := yaml.YAMLToJSON([]byte(text))
	if err != nil {
		return nil, err
	}
	result := &mapRoles{}
	var items []json.RawMessage
	result.IsList = json.Unmarshal(converted, &items) == nil
	for _, item := range items {
		result.Items = append(result.Items, string(item))
	}
	err = json.Unmarshal(converted, &result.Entries)
	var wrongType *json.UnmarshalTypeError
	if errors.As(err, &wrongType) {
		result.Problem = err.Error()
		return result, nil
	}
	return result, err
}
