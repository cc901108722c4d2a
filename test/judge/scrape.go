package main

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"github.com/prometheus/common/model"
)

// apiServer is the one name that a collector resolves.
const apiServer = "kubernetes.default.svc"

// scrapeRequest is what comes of a target: whether a request to it is possible.
type scrapeRequest struct {
	relabeled
	// Fault says why no request is possible; empty where one is.
	Fault string `json:"fault"`
}

// checkScrape relabels the request's labels by the rules in its text, and says whether a target with these labels can be scraped.
func checkScrape(r request) (any, error) {
	result, err := relabelLabels(r)
	if err != nil {
		return nil, err
	}
	target := result.(relabeled)
	if !target.Keep {
		return scrapeRequest{relabeled: target}, nil
	}
	return scrapeRequest{relabeled: target, Fault: faultOf(target.Labels)}, nil
}

// faultOf follows a target to the network: Prometheus's check of the address, the request, and what the dialer makes of the host.
func faultOf(labels map[string]string) string {
	address := labels[model.AddressLabel]
	if address == "" {
		return "no address"
	}
	if strings.Contains(address, "/") {
		return "a slash" // scrape.PopulateLabels refuses it.
	}
	scheme := labels[model.SchemeLabel]
	if scheme != "https" {
		scheme = "http" // A separate rule reports others.
	}
	location := url.URL{Scheme: scheme, Host: address, Path: labels[model.MetricsPathLabel]}
	request, err := http.NewRequest(http.MethodGet, location.String(), nil)
	if err != nil {
		return err.Error()
	}
	if request.URL.Hostname() == "" {
		return "no host"
	}
	return faultOfHost(request.URL)
}

// faultOfHost reads host and port as net/http does before it dials.
func faultOfHost(location *url.URL) string {
	port := location.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[location.Scheme]
	}
	host, port, err := net.SplitHostPort(net.JoinHostPort(location.Hostname(), port))
	if err != nil {
		return err.Error()
	}
	if number, err := strconv.ParseUint(port, 10, 16); err != nil || number == 0 {
		return fmt.Sprintf("port %q", port)
	}
	ip, err := netip.ParseAddr(host)
	if err == nil && ip.Zone() != "" {
		return "a zone, which is an interface of the collector"
	}
	if err != nil && host != apiServer {
		return fmt.Sprintf("a name: %q", host)
	}
	return ""
}
