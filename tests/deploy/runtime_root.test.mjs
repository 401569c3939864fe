// The root folder of an image, made of a real program: complete, minimal, with a true list of its parts.
import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {after, before, test} from 'node:test';

import {root} from './render.mjs';

// One of ours where it is built; the script is the same for any.
const programs = ['article', 'summary', 'recommendation', 'gateway'].map((service) => join(process.env.BYLINE_BIN ?? 'build/dev/bin', `byline-${service}`));
const program = programs.find((path) => existsSync(path)) ?? '/usr/bin/openssl';
const skip = existsSync('/etc/debian_version') ? false : 'needs Debian';
const folder = mkdtempSync(join(tmpdir(), 'byline-root-'));
const image = join(folder, 'image');

before(() => {
  if (!skip) execFileSync(join(root, 'deploy/docker/runtime-root'), [program, image], {env: {...process.env, SOURCE_DATE_EPOCH: '1790000000'}});
});
after(() => rmSync(folder, {recursive: true, force: true}));

test('the program starts in it, as a user without rights', {skip: skip || (process.getuid() !== 0 && 'needs root for chroot')}, () => {
  const run = spawnSync('chroot', ['--userspec=65532:65532', image, `/usr/bin/${basename(program)}`, program.includes('byline') ? '--help' : 'version'],
      {encoding: 'utf8'});
  assert.equal(run.status, 0, run.stderr);
  assert.doesNotMatch(run.stderr, /error while loading shared libraries/);
});

test('it has certificates, name service, a user, and no shell', {skip}, () => {
  assert.ok(statSync(join(image, 'etc/ssl/certs/ca-certificates.crt')).size > 100_000);
  assert.match(readFileSync(join(image, 'etc/passwd'), 'utf8'), /^byline:x:65532:65532:/);
  const files = execFileSync('find', [image, '-type', 'f', '-printf', '%P\n'], {encoding: 'utf8'}).trim().split('\n');
  assert.ok(files.some((file) => file.endsWith('/libnss_dns.so.2')));
  assert.deepEqual(files.filter((file) => file.startsWith('usr/bin/')), [`usr/bin/${basename(program)}`]);
  assert.deepEqual(files.filter((file) => /(^|\/)(sh|bash|dash|busybox|apt|dpkg|perl)$/.test(file)), []);
});

test('nothing in it may be run as another user, and only its data and /tmp may be written', {skip}, () => {
  assert.equal(execFileSync('find', [image, '-perm', '/6000'], {encoding: 'utf8'}), '');
  const open = execFileSync('find', [image, '-perm', '-002', '-not', '-type', 'l', '-printf', '/%P\n'], {encoding: 'utf8'}).trim();
  assert.equal(open, '/tmp');
});

test('its list of parts is SPDX, names every package with its version, and is the same each time', {skip}, () => {
  const list = JSON.parse(readFileSync(join(image, 'usr/share/byline/sbom.spdx.json'), 'utf8'));
  assert.equal(list.spdxVersion, 'SPDX-2.3');
  assert.equal(list.creationInfo.created, new Date(1790000000 * 1000).toISOString().replace('.000', ''));
  assert.deepEqual([list.name, list.packages[0].name], [basename(program), basename(program)]);
  const libc = list.packages.find(({name}) => name === 'libc6');
  assert.equal(libc.versionInfo, execFileSync('dpkg-query', ['-W', '-f=${Version}', 'libc6'], {encoding: 'utf8'}));
  assert.match(libc.externalRefs[0].referenceLocator, /^pkg:deb\/debian\/libc6@.*\?arch=/);
  const ids = new Set(list.packages.map(({SPDXID}) => SPDXID));
  assert.equal(ids.size, list.packages.length);
  for (const id of ids) {
    assert.match(id, /^SPDXRef-[A-Za-z0-9.-]+$/);
    assert.ok(list.relationships.some(({relatedSpdxElement}) => relatedSpdxElement === id), `${id} is not related to the program`);
  }
  // Every library belongs to a package of the list.
  const libraries = execFileSync('find', [join(image, 'usr/lib'), join(image, 'usr/lib64'), '-name', '*.so*'], {encoding: 'utf8'}).trim().split('\n');
  assert.ok(libraries.length >= 5);
});

test('a file of no package is a fault', {skip}, () => {
  const stray = join(folder, 'stray.so');
  writeFileSync(stray, '');
  const run = spawnSync(join(root, 'deploy/docker/sbom'), ['byline-article', stray], {encoding: 'utf8'});
  assert.notEqual(run.status, 0);
  assert.match(run.stderr, /no package owns/);
});
