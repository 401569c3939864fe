// Starts `byline dev` on free ports with the sample newspaper, for tests that look at pages.
import {execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';

const root = new URL('../..', import.meta.url).pathname;
const byline = process.env.BYLINE_PROGRAM ?? join(root, 'build/dev/bin/byline');

// `flags`: further ones of `byline dev`.
export async function startSuite(flags = []) {
  const data = mkdtempSync(join(tmpdir(), 'byline-browser-'));
  const child = spawn(byline, ['dev', '--http=127.0.0.1:0', '--grpc=127.0.0.1:0', `--data=${data}`,
    '--admin=127.0.0.1:0', ...flags, '--site_name=The Sample Newspaper', '--footer=A sample newspaper: all of it is fiction, its people and places are invented.'],
  {stdio: ['ignore', 'pipe', 'ignore']});
  const found = {};
  for await (const line of createInterface({input: child.stdout})) {
    const match = /^(front page|gRPC|admin|ready)\s*(\S*)/.exec(line);
    if (match) found[match[1]] = match[2];
    if (match && match[1] === 'ready') break;
  }
  if (!found['front page']) throw new Error('byline dev did not start');
  const newspaper = join(root, 'deploy/local/newspaper');
  const files = readdirSync(newspaper).filter((name) => /\.(jsonl|md)$/.test(name)).map((name) => join(newspaper, name));
  execFileSync(byline, ['import', '--quiet', `--server=${found.gRPC}`, `--token_file=${join(data, 'admin.token')}`, ...files],
    {stdio: 'ignore'});
  return {
    url: found['front page'].replace(/\/$/, ''),
    metrics: found.admin,
    // Runs `byline COMMAND ...` as an editor; what it printed.
    byline(...words) {
      return execFileSync(byline, [...words, `--server=${found.gRPC}`, `--token_file=${join(data, 'admin.token')}`], {encoding: 'utf8'});
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(data, {recursive: true, force: true});
    },
  };
}

// Asks until `condition` holds; null after the limit.
export async function eventually(condition, limit = 10_000) {
  for (const end = Date.now() + limit; Date.now() < end;) {
    const value = await condition();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return null;
}
