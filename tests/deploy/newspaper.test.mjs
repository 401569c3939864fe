// The sample newspaper: well formed, varied, without doubles.
import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {test} from 'node:test';

import {root} from './render.mjs';

const require = createRequire(new URL('../node/package.json', import.meta.url));
const {parse} = require('yaml');
const folder = join(root, 'deploy/local/newspaper');
const sections = ['Business', 'City', 'Culture', 'Opinion', 'Politics', 'Science', 'Sport', 'Weather'];
const languages = ['ar', 'de', 'en', 'es', 'fa', 'fr', 'ja', 'ru', 'zh'];

function read() {
  return readdirSync(folder).sort().flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    if (name.endsWith('.jsonl')) return text.trimEnd().split('\n').map((line) => ({file: name, ...JSON.parse(line)}));
    const [, front, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text);
    return [{file: name, id: name.replace(/\.md$/, ''), ...parse(front), body}];
  });
}

// All texts of blocks: the strings under "text".
function textsOf(value) {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'text' && typeof inner === 'string' ? [inner] : textsOf(inner)));
}

const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const cjk = /[\u3040-\u30ff\u4e00-\u9fff]/g;
// As the suite counts: two Chinese or Japanese characters are one word.
const count = (text) => words(text.replace(cjk, ' ')).length + (text.match(cjk)?.length ?? 0) / 2;

const articles = read();
const textOf = ({body, blocks}) => body ?? textsOf(blocks).join('\n\n');
const examples = articles.filter(({id}) => id.startsWith('desk-example-'));
const stories = articles.filter((article) => !examples.includes(article));

test('there are at least 64 articles, each with an id of its own that can be a name', () => {
  assert.ok(articles.length >= 64, `${articles.length}`);
  const ids = articles.map(({id}) => id);
  assert.deepEqual(ids, [...new Set(ids)]);
  for (const id of ids) assert.match(id, /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/);
  const titles = articles.map(({title}) => title);
  assert.deepEqual(titles, [...new Set(titles)]);
});

test('every article has a headline, a section, tags, a language, and text or blocks', () => {
  for (const {id, title, section, tags, language, body, blocks} of articles) {
    assert.ok(title.length > 5 && Buffer.byteLength(title) <= 500, id);
    assert.ok(sections.includes(section), `${id}: ${section}`);
    assert.ok(Array.isArray(tags) && tags.length > 0, id);
    assert.ok(languages.includes(language), `${id}: ${language}`);
    assert.ok((body === undefined) !== (blocks === undefined), id);
  }
  assert.deepEqual([...new Set(articles.map(({section}) => section))].sort(), sections);
  assert.deepEqual([...new Set(articles.map(({language}) => language))].sort(), languages);
});

test('the stories are long enough to be summarised, and not too long', () => {
  for (const story of stories) {
    const length = count(textOf(story));
    assert.ok(length >= 180 && length <= 450, `${story.id}: ${length} words`);
  }
});

test('all but one are dated, within a month that is over', () => {
  assert.equal(articles.filter(({published}) => published === undefined).length, 1);
  for (const {id, published} of articles.filter((article) => article.published !== undefined)) {
    const time = new Date(published);
    assert.ok(time >= new Date('2026-10-20') && time < new Date('2026-11-21'), `${id}: ${published}`);
  }
});

test('no two are near-copies, and no paragraph stands twice', () => {
  const shingles = stories.map((story) => {
    const all = words(textOf(story));
    return new Set(all.slice(3).map((_, i) => all.slice(i, i + 4).join(' ')));
  });
  for (let i = 0; i < shingles.length; ++i) {
    for (let j = 0; j < i; ++j) {
      const shared = [...shingles[i]].filter((shingle) => shingles[j].has(shingle)).length;
      assert.ok(shared / (shingles[i].size + shingles[j].size - shared) < 0.1, `${stories[i].id} and ${stories[j].id}`);
    }
  }
  const paragraphs = stories.flatMap((story) => textOf(story).split('\n\n')).filter((text) => text.length > 60);
  assert.equal(new Set(paragraphs).size, paragraphs.length);
});

test('marks of blocks lie on the words they mean', () => {
  let marks = 0;
  const look = (value) => {
    if (value === null || typeof value !== 'object') return;
    for (const {begin, end} of value.marks ?? []) {
      const bytes = Buffer.from(value.text);
      assert.ok(0 <= begin && begin < end && end <= bytes.length);
      assert.match(bytes.subarray(begin, end).toString(), /^[\p{L}\p{N}].*[\p{L}\p{N}]$/u);
      ++marks;
    }
    Object.values(value).forEach(look);
  };
  articles.forEach(({blocks}) => look(blocks));
  assert.ok(marks > 0);
  const kinds = new Set(articles.flatMap(({blocks = []}) => blocks.flatMap(Object.keys)));
  for (const kind of ['paragraph', 'heading', 'quote', 'table', 'list', 'embed']) assert.ok(kinds.has(kind), kind);
});

test('two examples say that they are examples: one too thin to list, one a placeholder', () => {
  assert.deepEqual(examples.map(({id}) => id), ['desk-example-thin', 'desk-example-placeholder']);
  for (const {title} of examples) assert.match(title, /^Example of a verdict/);
  assert.ok(count(textOf(examples[0])) < 40);
  assert.ok(count(textOf(examples[1])) >= 40);
});
