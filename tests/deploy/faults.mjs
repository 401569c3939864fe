// One deliberate fault for each rule, planted in the render of prod: {rule: [object that is then found, (render) => plant it]}.
const pod = (render, name, kind = 'Deployment') => render.get(kind, name).spec.template.spec;
const container = (render, name) => pod(render, name).containers[0];
const flagsOf = (render, name) => render.get('ConfigMap', pod(render, name).volumes.find((volume) => volume.name === 'flags').configMap.name);
const replaceFlag = (render, name, from, to) => {
  const {data} = flagsOf(render, name);
  if (!data.flags.includes(from)) throw new Error(`the flags of ${name} have no ${from}`);
  data.flags = data.flags.replace(from, to);
};
const add = (render, object) => render.objects.push({...object, metadata: {
  namespace: 'byline', labels: {'app.kubernetes.io/part-of': 'byline'}, ...object.metadata}});

const job = (spec) => ({apiVersion: 'batch/v1', kind: 'Job', metadata: {name: 'import'}, spec: {
  activeDeadlineSeconds: 600, ttlSecondsAfterFinished: 60, ...spec,
  template: {metadata: {labels: {}}, spec: {restartPolicy: 'Never', containers: [], ...spec?.pod}}}});

export const faults = {
  'resources': ['Deployment/summary', (r) => delete container(r, 'summary').resources.limits.memory],
  'ephemeral-storage': ['Deployment/summary', (r) => delete container(r, 'summary').resources.requests['ephemeral-storage']],
  'cpu-limit': ['Deployment/gateway', (r) => delete container(r, 'gateway').resources.limits.cpu],
  'non-root': ['Deployment/article', (r) => { pod(r, 'article').securityContext.runAsUser = 999; }],
  'read-only-root': ['Deployment/article', (r) => { container(r, 'article').securityContext.readOnlyRootFilesystem = false; }],
  'privilege-escalation': ['Deployment/redis', (r) => delete container(r, 'redis').securityContext.allowPrivilegeEscalation],
  'capabilities': ['Deployment/gateway', (r) => { container(r, 'gateway').securityContext.capabilities.add = ['NET_BIND_SERVICE']; }],
  'seccomp': ['Deployment/summary', (r) => { pod(r, 'summary').securityContext.seccompProfile.type = 'Unconfined'; }],
  'host': ['Deployment/gateway', (r) => { container(r, 'gateway').ports[0].hostPort = 80; }],
  'secret-literal': ['Deployment/summary', (r) => { container(r, 'summary').args.push('--redis_password=hunter2'); }],
  'image-tag': ['Deployment/summary', (r) => { container(r, 'summary').image = 'registry.example/byline-summary:latest'; }],
  'pull-policy': ['Deployment/summary', (r) => delete container(r, 'summary').imagePullPolicy],
  'probes': ['Deployment/summary', (r) => { container(r, 'summary').livenessProbe = container(r, 'summary').readinessProbe; }],
  'empty-dir-limit': ['Deployment/article', (r) => delete pod(r, 'article').volumes.find(({emptyDir}) => emptyDir).emptyDir.sizeLimit],
  'rolling-update': ['Deployment/gateway', (r) => delete r.get('Deployment', 'gateway').spec.strategy],
  'replicas': ['Deployment/gateway', (r) => { r.get('Deployment', 'gateway').spec.replicas = 3; }],
  'hpa-target': ['HorizontalPodAutoscaler/summary', (r) => { r.get('HorizontalPodAutoscaler', 'summary').spec.scaleTargetRef.name = 'summaries'; }],
  'hpa-minimum': ['HorizontalPodAutoscaler/summary', (r) => { r.get('HorizontalPodAutoscaler', 'summary').spec.minReplicas = 1; }],
  'disruption-budget': ['PodDisruptionBudget/article', (r) => {
    const {spec} = r.get('PodDisruptionBudget', 'article');
    delete spec.maxUnavailable;
    spec.minAvailable = 1;
  }],
  'spread': ['Deployment/gateway', (r) => { pod(r, 'gateway').topologySpreadConstraints[0].whenUnsatisfiable = 'DoNotSchedule'; }],
  'match-label-keys': ['Deployment/gateway', (r) =>
    delete pod(r, 'gateway').affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.matchLabelKeys],
  'priority-class': ['Deployment/gateway', (r) => { pod(r, 'gateway').priorityClassName = 'byline'; }],
  'statefulset-service': ['StatefulSet/redis', (r) => {
    const redis = r.get('Deployment', 'redis');
    redis.kind = 'StatefulSet';
    redis.spec.serviceName = 'redis';
  }],
  'jobs': ['Job/import', (r) => add(r, job({ttlSecondsAfterFinished: undefined}))],
  'service-account': ['Deployment/summary', (r) => { pod(r, 'summary').serviceAccountName = 'gateway'; }],
  'network-policy': ['Deployment/gateway', (r) => { r.get('NetworkPolicy', 'gateway').spec.policyTypes = ['Ingress']; }],
  'dns-egress': ['Deployment/gateway', (r) => { r.get('NetworkPolicy', 'allow-dns').spec.egress[0].ports.pop(); }],
  'service-target': ['Service/summary', (r) => { r.get('Service', 'summary').spec.ports[0].targetPort = 'http'; }],
  'ingress': ['Ingress/gateway', (r) => { r.get('Ingress', 'gateway').spec.tls[0].hosts = ['www.example']; }],
  'labels': ['Deployment/summary', (r) => { r.get('Deployment', 'summary').spec.template.metadata.labels['app.kubernetes.io/name'] = 'summaries'; }],
  'rbac': ['ClusterRole/reader', (r) => add(r, {
    apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: {name: 'reader'},
    rules: [{apiGroups: [''], resources: ['secrets'], verbs: ['list']}]})],
  'pod-security': ['Namespace/byline', (r) => { r.get('Namespace', 'byline').metadata.labels['pod-security.kubernetes.io/enforce'] = 'baseline'; }],
  'namespace-limits': ['Namespace/byline', (r) => { r.get('ResourceQuota', 'byline').spec.hard.pods = '20'; }],
  'grace-period': ['Deployment/article', (r) => { pod(r, 'article').terminationGracePeriodSeconds = 25; }],
  'native-probes': ['Deployment/recommendation', (r) => { container(r, 'recommendation').readinessProbe.grpc.service = 'liveness'; }],
  'client-targets': ['Deployment/gateway', (r) => replaceFlag(r, 'gateway', 'dns:///summary:50051', 'summary:50051')],
  'client-policies': ['Deployment/recommendation', (r) => { r.get('NetworkPolicy', 'recommendation').spec.egress[0].to.pop(); }],
  'generated-flags': ['Deployment/summary', (r) => {
    const map = flagsOf(r, 'summary');
    map.metadata.name = 'summary-flags';
    pod(r, 'summary').volumes.find(({name}) => name === 'flags').configMap.name = 'summary-flags';
  }],
  'mounted-files': ['Deployment/summary', (r) => replaceFlag(r, 'summary', '/etc/byline-tokens/tokens', '/etc/tokens')],
  'listening': ['Deployment/summary', (r) => replaceFlag(r, 'summary', '--listen=0.0.0.0:50051', '--listen=127.0.0.1:50051')],
  'one-writer': ['Deployment/article', (r) => { r.get('Deployment', 'article').spec.replicas = 2; }],
  'service-links': ['Deployment/gateway', (r) => delete pod(r, 'gateway').enableServiceLinks],
};
