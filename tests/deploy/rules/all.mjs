// All rules: {id, about, check(render)}, where check gives the names ("Kind/name") of the objects that break the rule.
import {availabilityRules} from './availability.mjs';
import {clusterRules} from './cluster.mjs';
import {containerRules} from './containers.mjs';
import {suiteRules} from './suite.mjs';

export const rules = [...containerRules, ...availabilityRules, ...clusterRules, ...suiteRules];

// What breaks which rule: ["rule Kind/name"], sorted, each once.
export function findings(render) {
  return [...new Set(rules.flatMap(({id, check}) => check(render).map((object) => `${id} ${object}`)))].sort();
}
