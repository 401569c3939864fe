// Rules that follow from how the suite works: how it stops, how it is asked, how its parts find one another. Each gives the objects
// that break it.
import {nameOf} from '../render.mjs';

const services = ['article', 'summary', 'recommendation', 'gateway'];
// Whom each service calls: --article_server and so on.
const calls = {article: [], summary: ['article'], recommendation: ['article', 'summary'], gateway: ['article', 'summary', 'recommendation']};
// Between the end of the drain and the kill.
const marginSeconds = 5;

const ours = (render) => render.kind('Deployment').filter(({metadata}) => services.includes(metadata.name));
const mounted = (container, path) => (container.volumeMounts ?? []).some(({mountPath}) => path === mountPath || path.startsWith(`${mountPath}/`));

// "dns:///article:50051" as {service, port}; undefined for anything else.
function parseTarget(text = '') {
  const match = /^dns:\/\/\/([a-z][a-z0-9-]*):(\d+)$/.exec(text);
  return match && {service: match[1], port: Number(match[2])};
}

function targetOf(render, server, called) {
  return parseTarget(render.flags(server).get(`${called}_server`));
}

function wellTargeted(render, server, called) {
  const target = targetOf(render, server, called);
  const service = target && render.get('Service', target.service);
  // Headless: what is resolved are pods, so that the port of the pod and that of the service must be one.
  return service?.spec.clusterIP === 'None' && service.spec.ports.some(({port}) => port === target.port) &&
      render.selected({matchLabels: service.spec.selector}).every((to) =>
        render.containers(to).some(({ports = []}) => ports.some(({containerPort}) => containerPort === target.port)));
}

export const suiteRules = [
  {
    id: 'grace-period',
    about: 'sleep before the stop and drain end before the grace period does',
    check: (render) => render.servers().filter((server) => {
      const {terminationGracePeriodSeconds: grace, containers} = render.template(server).spec;
      const sleep = containers[0].lifecycle?.preStop?.sleep?.seconds;
      const drain = services.includes(server.metadata.name) ? Number(render.flags(server).get('drain_seconds')) : 0;
      return !(sleep > 0) || !(sleep + drain + marginSeconds <= grace);
    }).map(nameOf),
  },
  {
    id: 'native-probes',
    about: 'gRPC servers are asked by gRPC, HTTP ones by HTTP; "readiness" and "liveness" are asked by name; nothing runs a program',
    check: (render) => render.servers().filter((server) => {
      const {readinessProbe: ready, livenessProbe: live, startupProbe: start, lifecycle} = render.template(server).spec.containers[0];
      if ([ready, live, start, lifecycle?.preStop, lifecycle?.postStart].some((probe) => probe?.exec)) return true;
      if (!services.includes(server.metadata.name)) return false;
      if (server.metadata.name === 'gateway') return ready?.httpGet?.path !== '/readyz' || live?.httpGet?.path !== '/healthz' || start?.httpGet?.path !== '/healthz';
      const port = Number(render.flags(server).get('listen')?.split(':').pop());
      return ready?.grpc?.service !== 'readiness' || live?.grpc?.service !== 'liveness' || start?.grpc?.service !== 'liveness' ||
          [ready, live, start].some((probe) => probe.grpc.port !== port);
    }).map(nameOf),
  },
  {
    id: 'client-targets',
    about: 'a service finds each one it calls at dns:///service:port, which is headless and has that port',
    check: (render) => ours(render).filter((server) => !calls[server.metadata.name].every((called) => wellTargeted(render, server, called))).map(nameOf),
  },
  {
    id: 'client-policies',
    about: 'the network policies of both sides let each call through that a flag asks for',
    check: (render) => ours(render).filter((server) => {
      const ways = calls[server.metadata.name].map((called) => targetOf(render, server, called));
      const [redis, port] = (render.flags(server).get('redis') ?? '').split(':');
      if (redis) ways.push({service: redis, port: Number(port)});
      return ways.some((call) => call && !render.selected({matchLabels: render.get('Service', call.service)?.spec.selector ?? {none: 'none'}})
          .every((to) => render.allows(server, to, call.port)));
    }).map(nameOf),
  },
  {
    id: 'generated-flags',
    about: 'flags come from a generated file, whose name carries a hash of what is in it',
    check: (render) => ours(render).filter((server) => {
      const {containers, volumes} = render.template(server).spec;
      const name = volumes.find((volume) => volume.name === 'flags')?.configMap?.name;
      return containers[0].args?.[0] !== '--flagfile=/etc/byline/flags' || !mounted(containers[0], '/etc/byline/flags') ||
          !/-[a-z0-9]{10}$/.test(name ?? '') || !render.get('ConfigMap', name)?.data.flags;
    }).map(nameOf),
  },
  {
    id: 'mounted-files',
    about: 'every file and folder that a flag names is mounted, and what is not data is mounted read-only',
    check: (render) => ours(render).filter((server) => {
      const [container] = render.template(server).spec.containers;
      const paths = [...render.flags(server)].filter(([name]) => name.endsWith('_file') || name === 'data').map(([, path]) => path);
      return !paths.every((path) => mounted(container, path)) ||
          container.volumeMounts.some(({mountPath, readOnly}) => mountPath.startsWith('/etc/') && readOnly !== true);
    }).map(nameOf),
  },
  {
    id: 'listening',
    about: 'every port that a flag opens is declared, and open to others',
    check: (render) => ours(render).filter((server) => {
      const flags = render.flags(server);
      const open = ['listen', 'admin_listen'].map((flag) => flags.get(flag)).filter(Boolean);
      const declared = render.containers(server)[0].ports.map(({containerPort}) => `0.0.0.0:${containerPort}`);
      return [...open].sort().join() !== [...declared].sort().join();
    }).map(nameOf),
  },
  {
    id: 'one-writer',
    about: 'as long as the truth is a file, one pod has it: one replica, Recreate, a claim that one pod may mount',
    check: (render) => ours(render).filter((server) => {
      const claim = render.template(server).spec.volumes.find(({persistentVolumeClaim}) => persistentVolumeClaim)?.persistentVolumeClaim.claimName;
      if (!render.flags(server).has('data')) return claim !== undefined;
      return server.spec.replicas !== 1 || server.spec.strategy.type !== 'Recreate' || render.autoscaler(server) !== undefined ||
          render.get('PersistentVolumeClaim', claim)?.spec.accessModes.join() !== 'ReadWriteOncePod';
    }).map(nameOf),
  },
  {
    id: 'service-links',
    about: 'a pod gets no environment variables of its neighbours',
    check: (render) => render.workloads().filter((workload) => render.template(workload).spec.enableServiceLinks !== false).map(nameOf),
  },
];
