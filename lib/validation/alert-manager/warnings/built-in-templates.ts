/** The integrations with templates of their own, and the parts of each. */
const DEFAULTS: Readonly<Record<string, readonly string[]>> = {
  slack: ['title', 'username', 'fallback', 'callbackid', 'pretext', 'titlelink', 'iconemoji', 'iconurl', 'text', 'footer', 'color'],
  pagerduty: ['description', 'client', 'clientURL', 'instances'],
  opsgenie: ['message', 'description', 'source'],
  wechat: ['message', 'to_user', 'to_party', 'to_tag', 'agent_id'],
  victorops: ['state_message', 'entity_display_name', 'monitoring_tool'],
  pushover: ['title', 'message', 'url'],
  sns: ['subject', 'message'],
  telegram: ['message'],
  discord: ['content', 'title', 'message'],
  webex: ['message'],
  msteams: ['summary', 'title', 'text'],
  msteamsv2: ['title', 'text'],
  jira: ['summary', 'description', 'priority'],
  rocketchat: ['title', 'alias', 'titlelink', 'emoji', 'iconurl', 'text'],
  mattermost: ['color', 'username', 'title', 'titlelink', 'fallback', 'text'],
  email: ['subject', 'html'],
};

/** The templates that Alertmanager defines: https://github.com/prometheus/alertmanager/blob/v0.35.0/template/default.tmpl */
export const BUILT_IN_TEMPLATES: readonly string[] = [
  '__alertmanager', '__alertmanagerURL', '__subject', '__description', '__text_alert_list', '__text_alert_list_markdown',
  ...Object.entries(DEFAULTS).flatMap(([integration, parts]) => parts.map(part => `${integration}.default.${part}`)),
];
