// Reads deploy/kubernetes/WAIVERS.md: the findings that are accepted, for each render.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

import {manifests} from './render.mjs';

const renders = ['base', 'dev', 'prod'];

// [{rule, object, where: [render names], why}]
export function parseWaivers(text) {
  return text.split('\n')
      .filter((line) => /^\|/.test(line))
      .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
      .filter((cells) => cells.length === 4 && /^[A-Z]\w+\/[\w-]+$/.test(cells[1]))
      .map(([rule, object, where, why]) => ({rule, object, where: where === 'all' ? renders : where.split(/,\s*/), why}));
}

export const readWaivers = () => parseWaivers(readFileSync(join(manifests, 'WAIVERS.md'), 'utf8'));
