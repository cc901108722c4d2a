/** An object of Kubernetes, and the collection that it is created in. */
export interface ClusterObject {
  readonly collection: string;
  readonly object: object;
}

const CORE = '/api/v1/namespaces/default';
const APPS = '/apis/apps/v1/namespaces/default';
const BATCH = '/apis/batch/v1/namespaces/default';

const requests = { cpu: '10m', memory: '16Mi' };
const container = { name: 'web', image: 'registry.example.com/web:1', resources: { requests } };

/** A template of pods with volumes of several kinds. */
function template(app: string, restartPolicy = 'Always') {
  return {
    metadata: { labels: { app } },
    spec: {
      restartPolicy,
      initContainers: [{ ...container, name: 'init' }],
      containers: [{ ...container, readinessProbe: { httpGet: { path: '/', port: 80 } } }],
      volumes: [
        { name: 'scratch', emptyDir: {} }, { name: 'settings', configMap: { name: 'settings' } }, { name: 'secret', secret: { secretName: 'password' } },
      ],
    },
  };
}

/** What is common to workloads of one application. */
const workload = (app: string) => ({ selector: { matchLabels: { app } }, template: template(app) });

/** Objects that give the controllers, the scheduler and the kubelet something to do; some cannot work, so that errors are counted, too. */
export const OBJECTS: readonly ClusterObject[] = [
  { collection: `${CORE}/configmaps`, object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { level: 'info' } } },
  { collection: `${CORE}/secrets`, object: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'password' }, stringData: { value: 'example' } } },
  {
    collection: `${CORE}/resourcequotas`,
    object: { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'pods' }, spec: { hard: { pods: '50' } } },
  },
  { collection: `${APPS}/deployments`, object: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { replicas: 3, ...workload('web') } } },
  { collection: `${APPS}/daemonsets`, object: { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'agent' }, spec: workload('agent') } },
  {
    collection: '/apis/storage.k8s.io/v1/storageclasses',
    object: { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'local' }, provisioner: 'kubernetes.io/no-provisioner' },
  },
  {
    collection: '/api/v1/persistentvolumes',
    object: {
      apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'disk' },
      spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], storageClassName: 'local', hostPath: { path: '/data' } },
    },
  },
  {
    collection: `${APPS}/statefulsets`,
    object: {
      apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'database' },
      spec: {
        ...workload('database'), replicas: 2, serviceName: 'database',
        volumeClaimTemplates: [{
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'local', resources: { requests: { storage: '1Gi' } } },
        }],
      },
    },
  },
  { collection: `${CORE}/services`, object: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { selector: { app: 'web' }, ports: [{ port: 80 }] } } },
  { collection: `${BATCH}/jobs`, object: { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'import' }, spec: { template: template('import', 'Never') } } },
  {
    collection: `${BATCH}/cronjobs`,
    object: {
      apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'report' },
      spec: { schedule: '* * * * *', jobTemplate: { spec: { template: template('report', 'Never') } } },
    },
  },
  {
    collection: '/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers',
    object: {
      apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'web' },
      spec: { maxReplicas: 4, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
    },
  },
  {
    collection: '/apis/policy/v1/namespaces/default/poddisruptionbudgets',
    object: {
      apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'web' },
      spec: { minAvailable: 3, selector: { matchLabels: { app: 'web' } } },
    },
  },
  {
    collection: `${CORE}/pods`,
    object: {
      apiVersion: 'v1', kind: 'Pod', metadata: { name: 'unschedulable' },
      spec: { nodeSelector: { disk: 'none' }, containers: [container] },
    },
  },
  {
    collection: '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
    object: {
      apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'widgets.example.com' },
      spec: {
        group: 'example.com', scope: 'Namespaced', names: { plural: 'widgets', kind: 'Widget' },
        versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
      },
    },
  },
  {
    collection: '/apis/apiregistration.k8s.io/v1/apiservices',
    object: {
      apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1beta1.metrics.k8s.io' },
      spec: {
        group: 'metrics.k8s.io', version: 'v1beta1', groupPriorityMinimum: 100, versionPriority: 100, insecureSkipTLSVerify: true,
        service: { name: 'metrics-server', namespace: 'kube-system' },
      },
    },
  },
  {
    collection: '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations',
    object: {
      apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingWebhookConfiguration', metadata: { name: 'unreachable.example.com' },
      webhooks: [{
        name: 'unreachable.example.com', clientConfig: { url: 'https://127.0.0.1:9/validate' }, failurePolicy: 'Fail', sideEffects: 'None',
        admissionReviewVersions: ['v1'], rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['*'], resources: ['secrets'] }],
      }],
    },
  },
];
