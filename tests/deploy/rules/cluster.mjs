// Rules about the network, identities, and the namespace. Each gives the objects that break it.
import {nameOf, selects} from '../render.mjs';

const stable = ['v1', 'apps/v1', 'autoscaling/v2', 'batch/v1', 'networking.k8s.io/v1', 'policy/v1', 'rbac.authorization.k8s.io/v1', 'scheduling.k8s.io/v1'];
const labelValue = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;
const levels = ['enforce', 'warn', 'audit'];

function portOf(render, server, targetPort) {
  return render.containers(server).flatMap(({ports = []}) => ports).find(({name, containerPort}) => name === targetPort || containerPort === targetPort);
}

const denies = (policy, direction) => !policy.spec[direction.toLowerCase()]?.length;

function reachesDns(render, workload) {
  return render.policies(workload, 'Egress').some(({spec}) => (spec.egress ?? []).some(({ports = []}) =>
    ['UDP', 'TCP'].every((protocol) => ports.some((open) => open.port === 53 && open.protocol === protocol))));
}

function tooMuch({apiGroups = [], resources = [], verbs = []}) {
  return [...apiGroups, ...resources, ...verbs].includes('*') || resources.includes('pods/exec') ||
      (resources.includes('secrets') && verbs.some((verb) => ['get', 'list', 'watch'].includes(verb)));
}

export const clusterRules = [
  {
    id: 'service-account',
    about: 'a pod has an account of its own that is there, and no token of it',
    check: (render) => render.workloads().filter((workload) => {
      const {serviceAccountName, automountServiceAccountToken} = render.template(workload).spec;
      const account = render.get('ServiceAccount', serviceAccountName);
      const users = render.workloads().filter((other) => render.template(other).spec.serviceAccountName === serviceAccountName);
      return !account || account.automountServiceAccountToken !== false || automountServiceAccountToken !== false || users.length > 1;
    }).map(nameOf),
  },
  {
    id: 'network-policy',
    about: 'everything is denied first; every pod has policies of its own for both directions; every policy selects something',
    check: (render) => {
      const policies = render.kind('NetworkPolicy');
      const everyPod = ({spec}) => Object.keys(spec.podSelector).length === 0;
      const denied = ['Ingress', 'Egress'].every((direction) =>
        policies.some((policy) => everyPod(policy) && policy.spec.policyTypes.includes(direction) && denies(policy, direction)));
      return [
        ...(denied ? [] : render.kind('Namespace')),
        ...render.workloads().filter((workload) => ['Ingress', 'Egress'].some((direction) =>
          !render.policies(workload, direction).some((policy) => !everyPod(policy)))),
        ...policies.filter((policy) => !everyPod(policy) && render.selected(policy.spec.podSelector).length === 0),
        // An empty peer is everybody.
        ...policies.filter(({spec}) => [...(spec.ingress ?? []), ...(spec.egress ?? [])].some((rule) =>
          !(rule.from ?? rule.to)?.length || !rule.ports?.length)),
      ].map(nameOf);
    },
  },
  {
    id: 'dns-egress',
    about: 'every pod may ask for names, by UDP and by TCP',
    check: (render) => render.workloads().filter((workload) => !reachesDns(render, workload)).map(nameOf),
  },
  {
    id: 'service-target',
    about: 'a Service selects pods, its port exists there, and no node is opened for it',
    check: (render) => render.kind('Service').filter(({spec}) => {
      const servers = spec.selector ? render.selected({matchLabels: spec.selector}) : [];
      return servers.length === 0 || !['ClusterIP', undefined].includes(spec.type) ||
          !spec.ports.every(({targetPort, port}) => servers.every((server) => portOf(render, server, targetPort ?? port)));
    }).map(nameOf),
  },
  {
    id: 'ingress',
    about: 'what an Ingress names is there, and every host has TLS',
    check: (render) => render.kind('Ingress').filter(({spec}) => {
      const secured = (spec.tls ?? []).filter(({secretName}) => secretName).flatMap(({hosts}) => hosts);
      return !spec.rules.every(({host, http}) => secured.includes(host) && http.paths.every(({backend}) => {
        const service = render.get('Service', backend.service.name);
        return service?.spec.ports.some(({name, port}) => name === backend.service.port.name || port === backend.service.port.number);
      }));
    }).map(nameOf),
  },
  {
    id: 'labels',
    about: 'selectors select their own pods, labels are valid, every object has the suite\'s label, and its API is stable',
    check: (render) => [
      ...render.servers().filter((server) => !selects(server.spec.selector, render.template(server).metadata.labels)),
      ...render.objects.filter(({apiVersion, metadata}) => !stable.includes(apiVersion) || metadata.labels?.['app.kubernetes.io/part-of'] !== 'byline' ||
          !Object.values(metadata.labels).every((value) => labelValue.test(value))),
    ].map(nameOf),
  },
  {
    id: 'rbac',
    about: 'no cluster-admin, no wildcard, nobody who reads secrets or enters pods',
    check: (render) => [
      ...render.kind('Role', 'ClusterRole').filter(({rules = []}) => rules.some(tooMuch)),
      ...render.kind('RoleBinding', 'ClusterRoleBinding').filter(({roleRef}) => ['cluster-admin', 'admin', 'edit'].includes(roleRef.name)),
    ].map(nameOf),
  },
  {
    id: 'pod-security',
    about: 'the namespace enforces, warns and audits the restricted standard, and everything stands in it',
    check: (render) => [
      ...render.kind('Namespace').filter(({metadata}) => !levels.every((level) => metadata.labels?.[`pod-security.kubernetes.io/${level}`] === 'restricted')),
      ...render.objects.filter(({kind, metadata}) => !['Namespace', 'PriorityClass', 'ClusterRole', 'ClusterRoleBinding'].includes(kind) &&
          !render.get('Namespace', metadata.namespace)),
    ].map(nameOf),
  },
  {
    id: 'namespace-limits',
    about: 'the namespace has a quota that its autoscalers fit into, and a range of limits',
    check: (render) => {
      const quota = render.kind('ResourceQuota')[0];
      const most = render.servers().reduce((sum, server) => sum + (render.autoscaler(server)?.spec.maxReplicas ?? server.spec.replicas ?? 1) + 1, 0);
      const fits = quota && Number(quota.spec.hard.pods) >= most;
      return fits && render.kind('LimitRange').length > 0 ? [] : render.kind('Namespace').map(nameOf);
    },
  },
];
