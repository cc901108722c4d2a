import { defineCommand } from '../option';
import { GROUP } from '../help-texts';

export const TEST_RULES = defineCommand({
  group: GROUP.ALERT,
  summary: 'run unit tests of promtool on rules',
  operands: 'FILE|cdk.out TESTFILE ...',
  missing: 'a rule file or a cloud assembly folder, and one or several test files',
  operandCount: [2, Infinity],
  callsAws: false,
  text: `Runs unit tests for rules with promtool, which must be installed. FILE is a rule file or a PrometheusRule. cdk.out is the folder of a cloud
assembly: the rules of all its namespaces are tested together.

TESTFILE has the format of promtool: https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/. Its rule_files are
replaced with the rules of FILE or cdk.out, so it need not have any.

Values that are known only at deployment must be specified with --set.

Exit codes: 0 all tests pass, 1 a test fails or the rules have errors, 2 usage error or no promtool`,
  options: {
    set: { type: 'string', value: 'NAME=VALUE', multiple: true, description: 'a value that is known only at deployment, such as AWS::Region=eu-central-1; can be repeated' },
    namespace: { type: 'string', value: 'PATH', multiple: true, description: 'for a cloud assembly: only the rules of this construct path; can be repeated' },
  },
  examples: [
    ['amp-collector test-rules rules.yml tests.yml', 'a rule file'],
    ['npx cdk synth --quiet && amp-collector test-rules cdk.out rules/*.test.yml --set AWS::Region=eu-central-1', 'the rules of an app'],
  ],
});
