package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/prometheus/discovery"
	"github.com/prometheus/prometheus/discovery/kubernetes"
	"github.com/prometheus/prometheus/discovery/targetgroup"
	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/client-go/tools/cache"
)

// kubernetesDiscovery is a discovery in a cluster that has the objects.
type kubernetesDiscovery struct {
	Role       string                          `json:"role"`
	Objects    []json.RawMessage               `json:"objects"`
	Attached   kubernetes.AttachMetadataConfig `json:"attached"`
	Namespaces []string                        `json:"namespaces"`
	Selectors  []kubernetes.SelectorConfig     `json:"selectors"`
}

// newObject returns an empty object of each kind that Prometheus watches.
var newObject = map[string]func() metav1.Object{
	"Pod":           func() metav1.Object { return &corev1.Pod{} },
	"Service":       func() metav1.Object { return &corev1.Service{} },
	"Node":          func() metav1.Object { return &corev1.Node{} },
	"Namespace":     func() metav1.Object { return &corev1.Namespace{} },
	"Endpoints":     func() metav1.Object { return &corev1.Endpoints{} },
	"EndpointSlice": func() metav1.Object { return &discoveryv1.EndpointSlice{} },
	"Ingress":       func() metav1.Object { return &networkingv1.Ingress{} },
	"ReplicaSet":    func() metav1.Object { return &appsv1.ReplicaSet{} },
	"Job":           func() metav1.Object { return &batchv1.Job{} },
}

// kindOfRole is the kind that a role discovers.
var kindOfRole = map[string]string{
	"pod": "Pod", "service": "Service", "node": "Node", "endpoints": "Endpoints", "endpointslice": "EndpointSlice", "ingress": "Ingress",
}

// informer has all objects from the start: nothing watches a cluster.
type informer struct {
	cache.SharedIndexInformer
	indexer cache.Indexer
	keys    []metav1.Object
}

func (i *informer) GetStore() cache.Store     { return i.indexer }
func (i *informer) GetIndexer() cache.Indexer { return i.indexer }
func (i *informer) HasSynced() bool           { return true }
func (i *informer) AddEventHandler(handler cache.ResourceEventHandler) (cache.ResourceEventHandlerRegistration, error) {
	for _, object := range i.keys {
		handler.OnAdd(object, true)
	}
	return nil, nil
}

// discoverObjects returns the targets of each object, by kind, namespace and name. `last` is the name of an object after all others: when
// Prometheus sends its targets, it has sent all.
func discoverObjects(text string) (any, error) {
	var d kubernetesDiscovery
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		return nil, err
	}
	informers, err := d.informers()
	if err != nil {
		return nil, err
	}
	discoverer, err := d.discoverer(informers)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	groups := make(chan []*targetgroup.Group)
	go discoverer.Run(ctx, groups)
	targets := map[string][]map[string]string{}
	for {
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("the discovery sent no targets of the last object")
		case sent := <-groups:
			for _, group := range sent {
				if group.Source == sourceOfLast(d.Role) {
					return targets, nil
				}
				targets[group.Source] = targetsOf(group)
			}
		}
	}
}

// targetsOf merges the labels of a group into each of its targets, as Prometheus does before relabeling. Empty labels are none.
func targetsOf(group *targetgroup.Group) []map[string]string {
	targets := []map[string]string{}
	for _, own := range group.Targets {
		merged := map[string]string{}
		for name, value := range group.Labels.Merge(own) {
			merged[string(name)] = string(value)
		}
		targets = append(targets, merged)
	}
	return targets
}

const last = "zz-the-last-one"

func sourceOfLast(role string) string {
	switch role {
	case "node":
		return "node/" + last
	case "service":
		return "svc/" + last + "/" + last
	default:
		return role + "/" + last + "/" + last
	}
}

// lastObject has an address, without which Prometheus sends nothing of a node.
func lastObject(role string) metav1.Object {
	object := newObject[kindOfRole[role]]()
	object.SetName(last)
	if role != "node" {
		object.SetNamespace(last)
	}
	if node, ok := object.(*corev1.Node); ok {
		node.Status.Addresses = []corev1.NodeAddress{{Type: corev1.NodeInternalIP, Address: "10.0.0.1"}}
	}
	return object
}

// informers returns one with the selected objects for each kind; only that of the role tells of its objects.
func (d *kubernetesDiscovery) informers() (map[string]*informer, error) {
	informers := map[string]*informer{}
	for kind := range newObject {
		informers[kind] = &informer{indexer: cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{})}
	}
	chosen := informers[kindOfRole[d.Role]]
	if chosen == nil {
		return nil, fmt.Errorf("unknown role %q", d.Role)
	}
	for _, raw := range d.Objects {
		kind, object, err := readObject(raw)
		if err != nil {
			return nil, err
		}
		selected, err := d.selects(kind, object)
		if err != nil {
			return nil, err
		}
		if !selected {
			continue
		}
		if err := informers[kind].indexer.Add(object); err != nil {
			return nil, err
		}
		if informers[kind] == chosen {
			chosen.keys = append(chosen.keys, object)
		}
	}
	end := lastObject(d.Role)
	chosen.keys = append(chosen.keys, end)
	return informers, chosen.indexer.Add(end)
}

func readObject(raw json.RawMessage) (string, metav1.Object, error) {
	var meta metav1.TypeMeta
	if err := json.Unmarshal(raw, &meta); err != nil {
		return "", nil, err
	}
	create, ok := newObject[meta.Kind]
	if !ok {
		return "", nil, fmt.Errorf("unknown kind %q", meta.Kind)
	}
	object := create()
	return meta.Kind, object, json.Unmarshal(raw, object)
}

// selects applies the namespaces and selectors as the API server does for Prometheus's requests.
func (d *kubernetesDiscovery) selects(kind string, object metav1.Object) (bool, error) {
	if namespace := object.GetNamespace(); len(d.Namespaces) > 0 && namespace != "" {
		found := false
		for _, allowed := range d.Namespaces {
			found = found || allowed == namespace
		}
		if !found {
			return false, nil
		}
	}
	for _, selector := range d.Selectors {
		if kindOfRole[string(selector.Role)] != kind {
			continue
		}
		byLabel, err := labels.Parse(selector.Label)
		if err != nil {
			return false, err
		}
		byField, err := fields.ParseSelector(selector.Field)
		if err != nil {
			return false, err
		}
		if !byLabel.Matches(labels.Set(object.GetLabels())) || !byField.Matches(fieldsOf(object)) {
			return false, nil
		}
	}
	return true, nil
}

// fieldsOf returns the fields that the API server selects by.
func fieldsOf(object metav1.Object) fields.Set {
	set := fields.Set{"metadata.name": object.GetName()}
	switch o := object.(type) {
	case *corev1.Node:
		set["spec.unschedulable"] = fmt.Sprint(o.Spec.Unschedulable)
		return set
	case *corev1.Pod:
		set["spec.nodeName"] = o.Spec.NodeName
		set["spec.restartPolicy"] = string(o.Spec.RestartPolicy)
		set["spec.hostNetwork"] = fmt.Sprint(o.Spec.HostNetwork)
		set["status.phase"] = string(o.Status.Phase)
		set["status.podIP"] = o.Status.PodIP
	case *corev1.Service:
		set["spec.clusterIP"] = o.Spec.ClusterIP
		set["spec.type"] = string(o.Spec.Type)
	}
	set["metadata.namespace"] = object.GetNamespace()
	return set
}

func (d *kubernetesDiscovery) discoverer(of map[string]*informer) (discovery.Discoverer, error) {
	events := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "events"}, []string{"role", "event"})
	a := d.Attached
	// An interface with a nil pointer in it is not nil.
	attached := func(kind string, isAttached bool) cache.SharedInformer {
		if isAttached {
			return of[kind]
		}
		return nil
	}
	nodes, namespaces := attached("Node", a.Node), attached("Namespace", a.Namespace)
	replicaSets, jobs := attached("ReplicaSet", a.Deployment), attached("Job", a.Job || a.CronJob)
	switch d.Role {
	case "pod":
		return kubernetes.NewPod(nil, of["Pod"], nodes, namespaces, replicaSets, jobs, a.Deployment, a.Job, a.CronJob, events), nil
	case "service":
		return kubernetes.NewService(nil, of["Service"], namespaces, events), nil
	case "node":
		return kubernetes.NewNode(nil, of["Node"], events), nil
	case "ingress":
		return kubernetes.NewIngress(nil, of["Ingress"], namespaces, events), nil
	case "endpoints":
		return kubernetes.NewEndpoints(nil, of["Endpoints"], of["Service"], of["Pod"], nodes, namespaces, replicaSets, jobs,
			a.Deployment, a.Job, a.CronJob, events), nil
	default:
		return kubernetes.NewEndpointSlice(nil, of["EndpointSlice"], of["Service"], of["Pod"], nodes, namespaces, replicaSets, jobs,
			a.Deployment, a.Job, a.CronJob, events), nil
	}
}
