/**
 * The limits of the service, each with the page that documents it.
 */
export const LIMITS = {
  /** https://docs.aws.amazon.com/prometheus/latest/APIReference/API_CreateScraper.html */
  alias: { maxLength: 100, pattern: /^[0-9A-Za-z][-.0-9A-Z_a-z]*$/ },

  /** https://docs.aws.amazon.com/prometheus/latest/APIReference/API_CreateWorkspace.html */
  workspaceAlias: { maxLength: 100 },

  /** https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-workspace-configuration.html */
  retentionDays: { min: 1, max: 1095 },
  outOfOrderSeconds: { min: 0, max: 600 },
  ruleQueryOffsetSeconds: { min: 0, max: 86_400 },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-aps-rulegroupsnamespace.html */
  ruleGroupsNamespaceName: { maxLength: 64, pattern: /[0-9A-Za-z]/, required: 'a letter or a digit' },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-aps-anomalydetector.html */
  anomalyDetector: {
    alias: { maxLength: 64, pattern: /^[0-9A-Za-z][-.0-9A-Z_a-z]*$/ },
    query: { maxLength: 8192 },
    intervalSeconds: { min: 30, max: 86_400 },
    shingleSize: { min: 2, max: 1024 },
    sampleSize: { min: 256, max: 1024 },
    // The documented pattern starts with (?!__).
    labels: { max: 140, name: /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/ },
  },

  /** https://docs.aws.amazon.com/prometheus/latest/APIReference/API_LimitsPerLabelSet.html */
  labelName: /^[a-zA-Z_][a-zA-Z0-9_]*$/,
  metricName: /^[a-zA-Z_:][a-zA-Z0-9_:]*$/,

  /** Two by https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html, five by the API model. */
  subnets: { min: 2, max: 5 },

  /** https://docs.aws.amazon.com/prometheus/latest/APIReference/API_EksConfiguration.html */
  securityGroups: { min: 1, max: 5 },

  /** https://docs.aws.amazon.com/prometheus/latest/APIReference/API_CreateScraper.html */
  exporters: { max: 1 },

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
  roleName: { maxLength: 64, pattern: /^[\w+=,.@-]+$/ },

  /** https://docs.aws.amazon.com/prometheus/latest/APIReference/API_TagResource.html */
  tags: {
    max: 50,
    maxKeyLength: 128,
    maxValueLength: 256,
    pattern: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u,
    characters: 'letters, digits, spaces and characters of \'_.:/=+-@\'',
  },

  /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/managed-prometheus-collectors-scraper-configuration.html */
  configurationBytes: 256 * 1024,

  /** https://docs.aws.amazon.com/grafana/latest/APIReference/API_CreateWorkspace.html */
  grafana: {
    name: { maxLength: 255, pattern: /^[-0-9A-Za-z._~]+$/ },
    descriptionLength: 2048,
    workspaceId: /^g-[0-9a-f]{10}$/,
    version: /^\d{1,2}\.\d{1,2}$/,
    prefixLists: { min: 0, max: 5 },
    vpcEndpoints: { min: 0, max: 5 },
    subnets: { min: 2, max: 6 },
    securityGroups: { min: 1, max: 5 },
    loginMinutes: { min: 1, max: 525_600 },
  },

  /** A quota that can be raised: https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html */
  scrapersPerEnvironment: 10,
} as const;

/** The one credentials file there is in a collector: https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html */
export const SERVICE_ACCOUNT_TOKEN_FILE = '/var/run/secrets/kubernetes.io/serviceaccount/token';
