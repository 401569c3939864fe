// Rules about staying up: replicas, rollouts, drains, spread. Each gives the objects that break it.
import {nameOf, selects} from '../render.mjs';

const spreads = (render, server) => render.template(server).spec.topologySpreadConstraints ?? [];
const antiAffinities = (render, server) => {
  const {preferredDuringSchedulingIgnoredDuringExecution: preferred = [], requiredDuringSchedulingIgnoredDuringExecution: required = []} =
      render.template(server).spec.affinity?.podAntiAffinity ?? {};
  return [...preferred.map(({podAffinityTerm}) => podAffinityTerm), ...required];
};

function drainable(render, budget) {
  const servers = render.selected(budget.spec.selector);
  const {maxUnavailable, minAvailable} = budget.spec;
  if (servers.length === 0) return false;
  if (maxUnavailable !== undefined) return !['0', '0%'].includes(String(maxUnavailable));
  return Number.isInteger(minAvailable) && servers.every((server) => minAvailable < render.pods(server));
}

export const availabilityRules = [
  {
    id: 'rolling-update',
    about: 'a Deployment says that it rolls',
    check: (render) => render.kind('Deployment').filter(({spec}) => spec.strategy?.type !== 'RollingUpdate').map(nameOf),
  },
  {
    id: 'replicas',
    about: 'two pods or more, or an autoscaler and then no number beside it',
    check: (render) => render.servers().filter((server) =>
      render.autoscaler(server) ? server.spec.replicas !== undefined : !(server.spec.replicas >= 2)).map(nameOf),
  },
  {
    id: 'hpa-target',
    about: 'what an autoscaler scales is there, and asks for the resource that is measured',
    check: (render) => render.kind('HorizontalPodAutoscaler').filter(({spec}) => {
      const target = render.get(spec.scaleTargetRef.kind, spec.scaleTargetRef.name);
      return !target || !spec.metrics?.length || !(spec.maxReplicas > spec.minReplicas) ||
          !spec.metrics.every(({resource}) => !resource || render.containers(target).every(({resources}) => resources?.requests?.[resource.name]));
    }).map(nameOf),
  },
  {
    id: 'hpa-minimum',
    about: 'an autoscaler keeps two pods or more',
    check: (render) => render.kind('HorizontalPodAutoscaler').filter(({spec}) => !(spec.minReplicas >= 2)).map(nameOf),
  },
  {
    id: 'disruption-budget',
    about: 'every server has one disruption budget, which a drain can satisfy, also with pods that are not ready',
    check: (render) => {
      const budgets = render.kind('PodDisruptionBudget');
      return [
        ...render.servers().filter((server) => budgets.filter(({spec}) => selects(spec.selector, render.template(server).metadata.labels)).length !== 1),
        ...budgets.filter((budget) => !drainable(render, budget) || budget.spec.unhealthyPodEvictionPolicy !== 'AlwaysAllow'),
      ].map(nameOf);
    },
  },
  {
    id: 'spread',
    about: 'pods of one server avoid one another and spread, without ever having to stay pending',
    check: (render) => render.servers().filter((server) => {
      const labels = render.template(server).metadata.labels;
      const own = ({labelSelector}) => labelSelector && selects(labelSelector, labels);
      return !antiAffinities(render, server).some(own) || !spreads(render, server).some(own) ||
          spreads(render, server).some(({whenUnsatisfiable}) => whenUnsatisfiable !== 'ScheduleAnyway');
    }).map(nameOf),
  },
  {
    id: 'match-label-keys',
    about: 'spread and anti-affinity of a Deployment count only pods of the same revision',
    check: (render) => render.kind('Deployment').filter((server) =>
      [...spreads(render, server), ...antiAffinities(render, server)].some(({matchLabelKeys = []}) => !matchLabelKeys.includes('pod-template-hash'))).map(nameOf),
  },
  {
    id: 'priority-class',
    about: 'a pod has a priority class, and it is there',
    check: (render) => render.workloads().filter((workload) => !render.get('PriorityClass', render.template(workload).spec.priorityClassName)).map(nameOf),
  },
  {
    id: 'statefulset-service',
    about: 'a StatefulSet has a headless Service',
    check: (render) => render.kind('StatefulSet').filter(({spec}) => render.get('Service', spec.serviceName)?.spec.clusterIP !== 'None').map(nameOf),
  },
  {
    id: 'jobs',
    about: 'a Job has a restart policy, a deadline and a time after which it is removed',
    check: (render) => render.kind('Job', 'CronJob').filter((job) => {
      const spec = job.kind === 'CronJob' ? job.spec.jobTemplate.spec : job.spec;
      return !['Never', 'OnFailure'].includes(spec.template.spec.restartPolicy) || !spec.activeDeadlineSeconds ||
          spec.ttlSecondsAfterFinished === undefined || (job.kind === 'CronJob' && !job.spec.startingDeadlineSeconds);
    }).map(nameOf),
  },
];
