// Render: the objects that `kubectl kustomize` makes of a folder, and the questions that rules ask about them.
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';

import {findKubectl} from './kubectl.mjs';

const require = createRequire(new URL('../node/package.json', import.meta.url));
const {parse, parseAllDocuments} = require('yaml');

export const root = new URL('../..', import.meta.url).pathname;
export const manifests = join(root, 'deploy/kubernetes');
const workloadKinds = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'];

export const nameOf = (object) => `${object.kind}/${object.metadata.name}`;

// Whether a label selector takes `labels`. An empty selector takes all.
export function selects(selector, labels = {}) {
  const given = Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return given && (selector?.matchExpressions ?? []).every(({key, operator, values = []}) => {
    if (operator === 'In') return values.includes(labels[key]);
    if (operator === 'NotIn') return !values.includes(labels[key]);
    return operator === 'Exists' ? key in labels : !(key in labels);
  });
}

export class Render {
  constructor(objects) {
    this.objects = objects;
  }

  static of(folder) {
    const text = execFileSync(findKubectl(), ['kustomize', folder], {encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'pipe']});
    return new Render(parseAllDocuments(text).map((document) => document.toJS()).filter((object) => object !== null));
  }

  clone() {
    return new Render(structuredClone(this.objects));
  }

  kind(...kinds) {
    return this.objects.filter((object) => kinds.includes(object.kind));
  }

  get(kind, name) {
    return this.objects.find((object) => object.kind === kind && object.metadata.name === name);
  }

  workloads() {
    return this.kind(...workloadKinds);
  }

  // Workloads that are to stay up.
  servers() {
    return this.kind('Deployment', 'StatefulSet');
  }

  // The pod template of a workload.
  template(workload) {
    return workload.kind === 'CronJob' ? workload.spec.jobTemplate.spec.template : workload.spec.template;
  }

  containers(workload) {
    const spec = this.template(workload).spec;
    return [...(spec.initContainers ?? []), ...spec.containers];
  }

  // Workloads whose pods `selector` takes.
  selected(selector) {
    return this.workloads().filter((workload) => selects(selector, this.template(workload).metadata?.labels));
  }

  autoscaler(workload) {
    return this.kind('HorizontalPodAutoscaler')
        .find(({spec}) => spec.scaleTargetRef.kind === workload.kind && spec.scaleTargetRef.name === workload.metadata.name);
  }

  // How many pods there are at least.
  pods(workload) {
    return this.autoscaler(workload)?.spec.minReplicas ?? workload.spec.replicas ?? 1;
  }

  // The flags of a container as a map: those of its flag file, then its arguments.
  flags(workload) {
    const container = this.template(workload).spec.containers[0];
    const volume = this.template(workload).spec.volumes?.find(({name}) => name === 'flags');
    const file = this.get('ConfigMap', volume?.configMap?.name)?.data?.flags ?? '';
    const words = [...file.split('\n'), ...(container.args ?? [])].filter((word) => word.startsWith('--'));
    return new Map(words.map((word) => {
      const at = word.indexOf('=');
      return at < 0 ? [word.slice(2), 'true'] : [word.slice(2, at), word.slice(at + 1)];
    }));
  }

  // The policies of a direction ("Ingress" or "Egress") that hold for a workload's pods.
  policies(workload, direction) {
    const labels = this.template(workload).metadata?.labels;
    return this.kind('NetworkPolicy').filter(({spec}) => spec.policyTypes?.includes(direction) && selects(spec.podSelector, labels));
  }

  // Whether the policies let pods of `from` call `port` of pods of `to`.
  allows(from, to, port) {
    const [source, target] = [from, to].map((workload) => this.template(workload).metadata.labels);
    const names = this.containers(to).flatMap(({ports = []}) => ports).filter(({containerPort}) => containerPort === port).map(({name}) => name);
    const opens = (rules, side, labels) => (rules ?? []).some((rule) =>
      (rule.ports ?? []).some((open) => open.port === port || names.includes(open.port)) &&
      (rule[side] ?? []).some((peer) => peer.podSelector && !peer.namespaceSelector && selects(peer.podSelector, labels)));
    return this.policies(from, 'Egress').some(({spec}) => opens(spec.egress, 'to', target)) &&
        this.policies(to, 'Ingress').some(({spec}) => opens(spec.ingress, 'from', source));
  }
}

// Reads a YAML file of the manifests that is not rendered.
export const readYaml = (path) => parse(readFileSync(join(manifests, path), 'utf8'));
