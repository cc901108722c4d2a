import type { EffectiveRelabeling } from '../../../prometheus/scrape-config/effective';
import { quote } from '../../../prometheus/values/quote';
import type { LocatedMessage } from '../../located-message';

/** `$${1}` and `$$1`: in other programs, `$$` is one dollar. An odd number of dollars ends in a reference. */
const DOUBLED_DOLLAR = /(?<!\$)(?:\$\$)+(?=[\w{])/g;

/** `{1}` and `$(1)`, by which other programs refer to groups. */
const OTHER_REFERENCE = /(?<!\$)\{(\d)\}|\$\((\d)\)/g;

/** `\$1` of a shell or a heredoc, `\1` of sed and other regular expressions. */
const BACKSLASHES = /\\(?=\$[\w{]|\d)/;

/** `${env:NAME}`, `$(NAME)`, `{{ .Values.name }}`. CloudFormation resolves its dynamic references before Prometheus reads the text. */
const PLACEHOLDER = /\$\{[^}\w]?\w+[^}\w][^}]{0,200}\}|\$\([A-Za-z_]\w*\)|\{\{(?!\s*resolve:)[^}]{0,200}\}\}/;

/** A variable as environments have them. */
const ENVIRONMENT_VARIABLE = /^\$(?:\{[A-Z][A-Z0-9_]+\}|[A-Z][A-Z0-9_]+(?!\w))/;

const REFERENCE = /\$(?:\$|\w+|\{\w+\})/g;

/** The labels that carry what collectors elsewhere read from their environment. */
const LABELS_OF_VARIABLES: ReadonlyArray<readonly [RegExp, string]> = [
  [/NODE_?NAME/, '__meta_kubernetes_pod_node_name or __meta_kubernetes_node_name'],
  [/(?:NODE|HOST)_?IP/, '__meta_kubernetes_pod_host_ip or __meta_kubernetes_node_address_InternalIP'],
  [/POD_?IP/, '__meta_kubernetes_pod_ip'],
  [/POD_?NAME$/, '__meta_kubernetes_pod_name'],
  [/NAMESPACE/, '__meta_kubernetes_namespace'],
];

/** Finds what another program would have replaced before Prometheus read the text. */
export function foreignSyntax({ value }: EffectiveRelabeling): LocatedMessage | undefined {
  for (const field of ['replacement', 'target_label']) {
    const message = describeForeignText(value.text(field) ?? '');
    if (message !== undefined) return { place: value.placeOf(field), message };
  }
  return undefined;
}

function describeForeignText(text: string): string | undefined {
  if (text.search(DOUBLED_DOLLAR) !== -1) {
    return `${quote(text)} writes the text ${quote(text.replaceAll('$$', '$'))} instead of the regex's groups: $$ stands for one dollar in OpenTelemetry, `
      + `Terraform and Compose files only; write ${text.replaceAll(DOUBLED_DOLLAR, () => '$')}`;
  }
  if (BACKSLASHES.test(text)) {
    const right = text.replaceAll(/(?<!\\)\\+(?=\$[\w{])/g, '').replaceAll(/(?<!\\)\\+(?=\d)/g, '$');
    return `${quote(text)} writes its backslashes into the label: a reference to a group is $1 or \${1}; write ${right}`;
  }
  const [other] = text.match(OTHER_REFERENCE) ?? [];
  if (other !== undefined) {
    const right = text.replaceAll(OTHER_REFERENCE, (_, braced?: string, group?: string) => `\${${braced ?? group ?? ''}}`);
    return `${other} is written as it is: a reference to a group is $1 or \${1}; write ${right}`;
  }
  const variable = environmentVariable(text);
  if (variable !== undefined) {
    return `${variable} is empty: a collector has no environment variables, and the regex has no group of this name; ${insteadOf(variable)}`;
  }
  const placeholder = placeholderIn(text);
  return placeholder && `${placeholder} is a placeholder of another program, which is written as it is; ${insteadOf(placeholder)}`;
}

/** The first placeholder that another program would have filled in. */
export function placeholderIn(text: string): string | undefined {
  return PLACEHOLDER.exec(text)?.[0];
}

/** The first reference that looks like an environment variable. */
export function environmentVariable(text: string): string | undefined {
  return [...text.matchAll(REFERENCE)].map(([reference]) => reference).find(reference => ENVIRONMENT_VARIABLE.test(reference));
}

/** Describes what to write in place of a variable. */
export function insteadOf(variable: string): string {
  const [, label] = LABELS_OF_VARIABLES.find(([pattern]) => pattern.test(variable)) ?? [];
  return label === undefined ? 'write the value itself' : `write the value itself, or copy the label ${label}`;
}
