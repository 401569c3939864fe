// Strict schema check: wrong types and values by the validators of kubernetes-models, and fields that Kubernetes does not know. The
// validators ignore unknown fields, but look at every field that they know: what they never looked at is unknown.
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';

const require = createRequire(new URL('../node/package.json', import.meta.url));
// The package's classes copy what they are given, so that one cannot see what was read: these are the functions beneath them.
const validators = join(dirname(require.resolve('kubernetes-models')), '_schemas');

const groups = {
  'v1': 'IoK8sApiCoreV1',
  'apps/v1': 'IoK8sApiAppsV1',
  'autoscaling/v2': 'IoK8sApiAutoscalingV2',
  'batch/v1': 'IoK8sApiBatchV1',
  'networking.k8s.io/v1': 'IoK8sApiNetworkingV1',
  'policy/v1': 'IoK8sApiPolicyV1',
  'rbac.authorization.k8s.io/v1': 'IoK8sApiRbacV1',
  'scheduling.k8s.io/v1': 'IoK8sApiSchedulingV1',
};

// `value`, and a list that fills with the paths of fields in it that were read.
function watched(value, path, read) {
  if (value === null || typeof value !== 'object') return value;
  return new Proxy(value, {
    get(target, key) {
      const own = typeof key === 'string' && Object.hasOwn(target, key);
      if (own) read.add(`${path}/${key}`);
      return own ? watched(target[key], `${path}/${key}`, read) : target[key];
    },
  });
}

function fieldsOf(value, path = '') {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => [`${path}/${key}`, ...fieldsOf(inner, `${path}/${key}`)]);
}

// What is wrong with an object, each fault with its path; empty when nothing is.
export function schemaFaults(object) {
  const group = groups[object.apiVersion];
  if (group === undefined) return [`apiVersion ${object.apiVersion} is not one that these manifests may use`];
  let validate;
  try {
    ({validate} = require(join(validators, `${group}${object.kind}.js`)));
  } catch {
    return [`${object.apiVersion} has no kind ${object.kind}`];
  }
  const read = new Set();
  const valid = validate(watched(object, '', read));
  const faults = valid ? [] : validate.errors.map((error) => `${error.instancePath} ${error.message ?? JSON.stringify(error.params)}`);
  const unknown = fieldsOf(object).filter((path) => !read.has(path));
  // Only the topmost: what lies below an unknown field was not looked at either.
  const topmost = unknown.filter((path) => !unknown.some((other) => path.startsWith(`${other}/`)));
  return [...faults, ...topmost.map((path) => `${path} is an unknown field`)];
}
