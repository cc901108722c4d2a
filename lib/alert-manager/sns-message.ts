/** A readable subject that is always ASCII and at most 100 characters long, as SNS requires. */
export const DEFAULT_SUBJECT = [
  '{{ $count := "" }}{{ if eq .Status "firing" }}{{ $count = printf ":%d" (len .Alerts.Firing) }}{{ end }}',
  '{{ $name := .CommonLabels.alertname }}{{ if not $name }}{{ $name = printf "%d alerts" (len .Alerts) }}{{ end }}',
  '{{ $severity := .CommonLabels.severity }}{{ if $severity }}{{ $severity = printf " (%s)" $severity }}{{ end }}',
  '{{ printf "[%s%s] %s%s" (toUpper .Status) $count $name $severity | reReplaceAll "[^ -~]" "?" | printf "%.100s" }}',
].join('');

const TEXT = `{{ range .Alerts }}{{ .Status | toUpper }} {{ .Labels.alertname }}{{ if .Labels.severity }} ({{ .Labels.severity }}){{ end }}
{{ if .Annotations.summary }}{{ .Annotations.summary }}
{{ end }}{{ if .Annotations.description }}{{ .Annotations.description }}
{{ end }}{{ if .Annotations.runbook_url }}Runbook: {{ .Annotations.runbook_url }}
{{ end }}Since {{ .StartsAt.UTC.Format "2006-01-02 15:04:05 UTC" }}
{{ range .Labels.SortedPairs }}{{ if ne .Name "alertname" }}  {{ .Name }} = {{ .Value }}
{{ end }}{{ end }}
{{ end }}`;

/** Escapes the text before it for JSON, with functions that every version of Alertmanager has. */
const JSON_ESCAPED = '| reReplaceAll `\\\\` `\\\\` | reReplaceAll `"` `\\"` | reReplaceAll "\\n" `\\n` | reReplaceAll "[\\x00-\\x1f]" ` `';

const escaped = (value: string) => `{{ ${value} ${JSON_ESCAPED} }}`;

const CHAT = `{"version":"1.0","source":"custom","content":{"textType":"client-markdown","title":"${
  escaped('printf "%s %s" (toUpper .Status) .CommonLabels.alertname')}","description":"{{ range $index, $alert := .Alerts }}{{ if $index }}\\n{{ end }}*${
  escaped('printf "%s" .Labels.alertname')}*{{ if .Labels.severity }} (${escaped('printf "%s" .Labels.severity')}){{ end }}{{ if .Annotations.summary }}: ${
  escaped('printf "%s" .Annotations.summary')}{{ end }}{{ if .Annotations.description }}\\n${
  escaped('printf "%s" .Annotations.description')}{{ end }}{{ end }}"}}`;

/**
 * The message of a notification that is published to an SNS topic.
 */
export class SnsMessage {
  /**
   * Text for people: status, name, severity, summary, description and labels of each alert.
   */
  public static text(): SnsMessage {
    return new SnsMessage(TEXT);
  }

  /**
   * JSON for Slack, Microsoft Teams and Amazon Chime by Amazon Q Developer in chat applications, with all values escaped.
   *
   * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
   */
  public static chat(): SnsMessage {
    return new SnsMessage(CHAT);
  }

  /**
   * A custom template.
   *
   * @param template the template, for example `{{ template "my.message" . }}`
   * @see https://prometheus.io/docs/alerting/latest/notifications/
   */
  public static template(template: string): SnsMessage {
    return new SnsMessage(template);
  }

  private constructor(private readonly value: string) {}

  /** @internal */
  public _render(): string {
    return this.value;
  }
}
