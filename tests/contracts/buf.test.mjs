// The contracts pass buf's rules (protos/buf.yaml says which), and the rules find a fault that was planted.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {test} from 'node:test';

const require = createRequire(new URL('../node/package.json', import.meta.url));
const buf = join(dirname(require.resolve('@bufbuild/buf/package.json')), 'bin', 'buf');
const protos = new URL('../../protos', import.meta.url).pathname;

function lint(folder) {
  const cache = mkdtempSync(join(tmpdir(), 'byline-buf-'));
  try {
    const run = spawnSync(process.execPath, [buf, 'lint', '--error-format=text'], {cwd: folder, encoding: 'utf8', env: {...process.env, BUF_CACHE_DIR: cache}});
    return {status: run.status, said: run.stdout + run.stderr};
  } finally {
    rmSync(cache, {recursive: true, force: true});
  }
}

test('every contract passes buf lint', () => {
  assert.deepEqual(lint(protos), {status: 0, said: ''});
});

for (const [what, from, to, rule] of [
  ['a field without a comment', /\n  \/\/ Headline, at most[^\n]*/, '', /"headline".*comment/],
  ['a field that is not in snake case', 'string headline = 2;', 'string headLine = 2;', /"headLine"/],
  ['a package without a version', 'package byline.article.v1;', 'package byline.article;', /byline\.article/],
]) {
  test(`the lint finds ${what}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'byline-protos-'));
    try {
      cpSync(protos, folder, {recursive: true});
      const path = join(folder, 'byline/article/v1/article.proto');
      const text = readFileSync(path, 'utf8');
      writeFileSync(path, text.replace(from, to));
      assert.notEqual(readFileSync(path, 'utf8'), text);
      const {status, said} = lint(folder);
      assert.notEqual(status, 0);
      assert.match(said, rule);
    } finally {
      rmSync(folder, {recursive: true});
    }
  });
}
