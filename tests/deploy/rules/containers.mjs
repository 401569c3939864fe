// Rules about what a container may and needs. Each gives the objects that break it.
import {nameOf} from '../render.mjs';

// Workloads of which some container is not `good`; `good` gets the container and its pod's spec.
function whereContainers(render, good) {
  return render.workloads()
      .filter((workload) => !render.containers(workload).every((container) => good(container, render.template(workload).spec)))
      .map(nameOf);
}

const secretWords = /passw|secret|token|credential|private.?key|api.?key/i;
const secretValue = /-----BEGIN|\b[0-9a-f]{40,}\b/;

function holdsSecret(text) {
  return secretValue.test(text) || text.split('\n').some((line) => /^\s*-{0,2}\w*(passw|secret|token|credential)\w*\s*[=: ]\s*[^/\s]\S*/i.test(line));
}

export const containerRules = [
  {
    id: 'resources',
    about: 'requests for cpu and memory, a limit for memory',
    check: (render) => whereContainers(render, ({resources = {}}) =>
      resources.requests?.cpu && resources.requests?.memory && resources.limits?.memory),
  },
  {
    id: 'ephemeral-storage',
    about: 'a request and a limit for ephemeral storage',
    check: (render) => whereContainers(render, ({resources = {}}) =>
      resources.requests?.['ephemeral-storage'] && resources.limits?.['ephemeral-storage']),
  },
  {
    id: 'cpu-limit',
    about: 'a limit for cpu',
    check: (render) => whereContainers(render, ({resources = {}}) => resources.limits?.cpu),
  },
  {
    id: 'non-root',
    about: 'runs as a user and a group above 10000, and says that it is not root',
    check: (render) => whereContainers(render, ({securityContext = {}}, pod) => {
      const context = {...pod.securityContext, ...securityContext};
      return context.runAsNonRoot === true && context.runAsUser > 10000 && context.runAsGroup > 10000;
    }),
  },
  {
    id: 'read-only-root',
    about: 'cannot write its root file system',
    check: (render) => whereContainers(render, ({securityContext}) => securityContext?.readOnlyRootFilesystem === true),
  },
  {
    id: 'privilege-escalation',
    about: 'is not privileged and cannot become so',
    check: (render) => whereContainers(render, ({securityContext}) =>
      securityContext?.allowPrivilegeEscalation === false && securityContext.privileged !== true),
  },
  {
    id: 'capabilities',
    about: 'drops all capabilities and adds none',
    check: (render) => whereContainers(render, ({securityContext}) =>
      securityContext?.capabilities?.drop?.includes('ALL') && !securityContext.capabilities.add?.length),
  },
  {
    id: 'seccomp',
    about: 'runs under the default seccomp profile',
    check: (render) => whereContainers(render, ({securityContext = {}}, pod) =>
      (securityContext.seccompProfile ?? pod.securityContext?.seccompProfile)?.type === 'RuntimeDefault'),
  },
  {
    id: 'host',
    about: 'shares no network, process table, IPC, path or port with the node',
    check: (render) => whereContainers(render, ({ports = []}, pod) =>
      !pod.hostNetwork && !pod.hostPID && !pod.hostIPC && !pod.volumes?.some(({hostPath}) => hostPath) && !ports.some(({hostPort}) => hostPort)),
  },
  {
    id: 'secret-literal',
    about: 'no secret in an environment variable, a ConfigMap, an argument, or a Secret of ours',
    check: (render) => [
      ...whereContainers(render, ({env = [], envFrom = [], args = [], command = []}) =>
        !env.some(({name, value, valueFrom}) => valueFrom?.secretKeyRef || (value && (secretWords.test(name) || secretValue.test(value)))) &&
        !envFrom.some(({secretRef}) => secretRef) && ![...args, ...command].some(holdsSecret)),
      ...render.kind('ConfigMap').filter(({data = {}}) => Object.entries(data).some(([key, text]) => secretWords.test(key) || holdsSecret(text))).map(nameOf),
      ...render.kind('Secret').map(nameOf),
    ],
  },
  {
    id: 'image-tag',
    about: 'an image has a tag or a digest, and the tag is not latest',
    check: (render) => whereContainers(render, ({image}) =>
      /@sha256:[0-9a-f]{64}$/.test(image) || (/:[\w][\w.-]*$/.test(image) && !image.endsWith(':latest'))),
  },
  {
    id: 'pull-policy',
    about: 'the pull policy is Always',
    check: (render) => whereContainers(render, ({imagePullPolicy}) => imagePullPolicy === 'Always'),
  },
  {
    id: 'probes',
    about: 'a server has a readiness and a liveness probe, which are not the same',
    check: (render) => render.servers().filter((server) => !server.spec.template.spec.containers.every(({readinessProbe, livenessProbe}) =>
      readinessProbe && livenessProbe && JSON.stringify(readinessProbe) !== JSON.stringify(livenessProbe))).map(nameOf),
  },
  {
    id: 'empty-dir-limit',
    about: 'an emptyDir has a size limit',
    check: (render) => whereContainers(render, (_, pod) => (pod.volumes ?? []).every(({emptyDir}) => !emptyDir || emptyDir.sizeLimit)),
  },
];
