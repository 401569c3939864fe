// The Dockerfile, and the list of packages that it and the installer share.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';

import {manifests, readYaml, root} from './render.mjs';

const services = ['article', 'summary', 'recommendation', 'gateway'];
const installer = join(root, 'deploy/local/install');

// The stages of a Dockerfile: [{base, name, lines}], line continuations joined, comments left out.
export function stages(text) {
  const lines = text.replace(/\\\n/g, ' ').split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('#'));
  const found = [];
  for (const line of lines) {
    const from = /^FROM\s+(\S+)(?:\s+AS\s+(\S+))?$/i.exec(line);
    if (from) found.push({base: from[1], name: from[2], lines: []});
    else found.at(-1)?.lines.push(line);
  }
  return found;
}

// What is wrong with a Dockerfile; empty when nothing is.
export function dockerfileFaults(text) {
  const all = stages(text);
  const faults = [];
  const defaults = new Map([...text.matchAll(/^ARG\s+(\w+)=(\S+)$/gm)].map(([, name, value]) => [name, value]));
  for (const {base, name} of all) {
    const image = base.replace(/\$\{(\w+)\}/g, (_, argument) => defaults.get(argument) ?? '');
    const known = image === 'scratch' || all.some((stage) => stage.name === image);
    if (!known && !/(@sha256:[0-9a-f]{64}|:[\w][\w.-]*)$/.test(image)) faults.push(`${name}: ${image} has no tag`);
    if (/:latest$/.test(image)) faults.push(`${name}: latest`);
  }
  for (const service of services) {
    const stage = all.find(({name}) => name === service);
    if (!stage) {
      faults.push(`${service}: no target`);
      continue;
    }
    if (stage.base !== 'scratch') faults.push(`${service}: not from scratch, so perhaps with a shell`);
    const user = stage.lines.find((line) => line.startsWith('USER '));
    if (!(Number(/^USER (\d+):(\d+)$/.exec(user ?? '')?.[1]) > 10000)) faults.push(`${service}: no USER above 10000`);
    if (stage.lines.some((line) => line.startsWith('RUN '))) faults.push(`${service}: runs something in the image`);
    if (!stage.lines.includes(`ENTRYPOINT ["/usr/bin/byline-${service}"]`)) faults.push(`${service}: does not start its program`);
  }
  return faults;
}

const dockerfile = readFileSync(join(root, 'deploy/docker/Dockerfile'), 'utf8');

test('the Dockerfile has a target a service, from scratch, with a user that is not root and no latest', () => {
  assert.deepEqual(dockerfileFaults(dockerfile), []);
});

for (const [what, from, to, fault] of [
  ['a missing target', 'FROM scratch AS summary', 'FROM scratch AS summaries', 'summary: no target'],
  ['a base of any version', 'debian:bookworm', 'debian:latest', 'packages: latest'],
  ['a base without a tag', 'debian:bookworm', 'debian', 'packages: docker.io/library/debian has no tag'],
  ['a root user', /USER 65532:65532(?=\nENTRYPOINT \["\/usr\/bin\/byline-gateway)/, 'USER 0:0', 'gateway: no USER above 10000'],
  ['a distribution in the image', 'FROM scratch AS article', 'FROM packages AS article', 'article: not from scratch, so perhaps with a shell'],
  ['another program', '"/usr/bin/byline-article"', '"/usr/bin/byline"', 'article: does not start its program'],
]) {
  test(`the check of the Dockerfile finds ${what}`, () => {
    const broken = dockerfile.replace(from, to);
    assert.notEqual(broken, dockerfile);
    assert.ok(dockerfileFaults(broken).includes(fault), dockerfileFaults(broken).join('; '));
  });
}

test('the image build installs deploy/packages.txt by the installer and no package beside it', () => {
  const {lines} = stages(dockerfile).find(({name}) => name === 'packages');
  assert.ok(lines.includes('COPY deploy/packages.txt /byline/deploy/packages.txt'));
  assert.ok(lines.includes('COPY deploy/local/install /byline/deploy/local/install'));
  assert.ok(lines.some((line) => line.startsWith('RUN /byline/deploy/local/install --build')));
  assert.doesNotMatch(dockerfile, /apt(-get)?\s/);
});

test('every image has a list of its parts: each root is made by the one script that writes it', () => {
  const made = stages(dockerfile).find(({name}) => name === 'roots').lines.find((line) => line.startsWith('RUN '));
  for (const service of services) {
    assert.match(made, new RegExp(`\\b${service}\\b`));
    assert.deepEqual(stages(dockerfile).find(({name}) => name === service).lines.filter((line) => line.startsWith('COPY')),
        [`COPY --from=roots /roots/${service} /`]);
  }
  assert.match(readFileSync(join(root, 'deploy/docker/runtime-root'), 'utf8'), /sbom" .*sbom\.spdx\.json/);
});

test('user, group and images agree between Dockerfile and manifests', () => {
  for (const service of services) {
    const pod = readYaml(`base/${service}/deployment.yaml`).spec.template.spec;
    const {lines} = stages(dockerfile).find(({name}) => name === service);
    assert.ok(lines.includes(`USER ${pod.securityContext.runAsUser}:${pod.securityContext.runAsGroup}`));
    assert.match(pod.containers[0].image, new RegExp(`^byline-${service}:`));
    for (const overlay of ['dev', 'prod']) {
      assert.match(readFileSync(join(manifests, `overlays/${overlay}/kustomization.yaml`), 'utf8'), new RegExp(`name: byline-${service},`));
    }
  }
});

const lists = ['packages.txt', 'packages-tests.txt'];

test('each package stands once in the lists, with its reason', () => {
  const lines = lists.flatMap((list) => readFileSync(join(root, 'deploy', list), 'utf8').split('\n')).filter((line) => line && !line.startsWith('#'));
  for (const line of lines) assert.match(line, /^[a-z0-9][a-z0-9+.-]+( unless:[a-z0-9-]+)? +# \S.*$/);
  const names = lines.map((line) => line.split(' ')[0]);
  assert.deepEqual(names, [...new Set(names)]);
});

test('whatever the build looks for by pkg-config or find_package comes from a package of the list', () => {
  const text = readFileSync(join(root, 'deploy/packages.txt'), 'utf8');
  const providers = {
    Protobuf: 'libprotobuf-dev', gRPC: 'libgrpc++-dev', absl: 'libabsl-dev', GTest: 'libgtest-dev', OpenSSL: 'libssl-dev', ZLIB: 'zlib1g-dev', ICU: 'libicu-dev',
    Boost: 'libboost-dev', 'prometheus-cpp': 'prometheus-cpp-dev', PkgConfig: 'pkg-config', Threads: 'clang', civetweb: 'libcivetweb-dev',
    nlohmann_json: 'nlohmann-json3-dev', 'yaml-cpp': 'libyaml-cpp-dev', benchmark: 'libbenchmark-dev', hiredis: 'libhiredis-dev', Eigen3: 'libeigen3-dev', xxhash: 'libxxhash-dev', ctemplate: 'libctemplate-dev',
    sqlite3: 'libsqlite3-dev', cmark_gfm: 'libcmark-gfm-dev', PostgreSQL: 'libpq-dev', pugixml: 'libpugixml-dev',
  };
  const files = execFileSync('find', ['common', 'services', 'protos', '-name', 'CMakeLists.txt', '-o', '-path', 'common/*', '-name', '*.cmake'], {cwd: root, encoding: 'utf8'});
  for (const file of files.trim().split('\n')) {
    for (const [, name] of readFileSync(join(root, file), 'utf8').matchAll(/^\s*(?:find_package|pkg_check_modules)\(([\w-]+)/gm)) {
      assert.ok(providers[name], `${file}: which package has ${name}?`);
      assert.ok(text.includes(`\n${providers[name]} `), `${file} needs ${name}: deploy/packages.txt lacks ${providers[name]}`);
    }
  }
});

test('the installer names what is missing and only that, and refuses what it does not know', () => {
  const folder = mkdtempSync(join(tmpdir(), 'byline-install-'));
  try {
    const list = join(folder, 'list');
    writeFileSync(list, '# comment\nbash # is there\nbyline-no-such-package # is not\nbyline-neither unless:bash # its program is there\n');
    const say = (...words) => execFileSync(installer, words, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']});
    assert.equal(say('--dry-run', list), 'install: missing: byline-no-such-package\n');
    writeFileSync(list, 'bash\n');
    assert.equal(say(list), 'install: nothing is missing\n');
    assert.throws(() => say('--all'), /unknown argument --all/);
    assert.throws(() => say(join(folder, 'none')), /cannot read the list/);
  } finally {
    rmSync(folder, {recursive: true});
  }
});
