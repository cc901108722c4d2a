"""Starts ministack with the resource types that it lacks, and with checks of everything that a stack asks for."""

import importlib
import os
import signal
import sys
import threading

from ministack.core import iam_evaluator

pin_request_origin = iam_evaluator.pin_request_origin
# Loopback stands for TLS: the bootstrap bucket refuses anything else.
iam_evaluator.pin_request_origin = lambda source_ip, _secure: pin_request_origin(source_ip, True)

app = importlib.import_module('ministack.app')
provisioners = importlib.import_module('ministack.services.cloudformation.provisioners')

import add_ons  # noqa: E402
import alarms  # noqa: E402
import alert_managers  # noqa: E402
import clusters  # noqa: E402
import custom_resources  # noqa: E402
import grafana  # noqa: E402
import imports  # noqa: E402
import kafka  # noqa: E402
import ledger  # noqa: E402
import network  # noqa: E402
import refactors  # noqa: E402
import rule_groups  # noqa: E402
import scrapers  # noqa: E402
import schemas  # noqa: E402
import strictness  # noqa: E402
import workspaces  # noqa: E402

for module in (network, workspaces, rule_groups, clusters, add_ons, alarms, alert_managers, kafka, scrapers, grafana):
    provisioners._RESOURCE_HANDLERS.update(module.HANDLERS)
provisioners._RESOURCE_HANDLERS.update(ledger.keep(provisioners._RESOURCE_HANDLERS))
for resource_type in ('AWS::APS::Workspace', 'AWS::APS::RuleGroupsNamespace', 'AWS::APS::Scraper'):
    provisioners._STACK_TAG_PROPERTY[resource_type] = ('Tags', 'list')
    provisioners._REPLACING_PROPERTIES[resource_type] = schemas.create_only(resource_type)
strictness.apply(provisioners)
imports.apply(provisioners)
refactors.apply()
custom_resources.apply()
kafka.apply()
network.add_existing(os.environ['MINISTACK_ACCOUNT_ID'], os.environ['AWS_REGION'])


def end_with_parent():
    """The parent holds the other end of the standard input: however it ends, this process and the functions it runs end too."""
    sys.stdin.read()
    os.killpg(0, signal.SIGKILL)


threading.Thread(target=end_with_parent, daemon=True).start()
app.main()
