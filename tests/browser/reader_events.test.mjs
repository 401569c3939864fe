// What readers do, from a real browser: views, clicks and times in view arrive, from our own pages and those of other sites; nothing is
// stored without consent, nothing sent against the reader's will.
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import {createServer} from 'node:http';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';

import {eventually, startSuite} from './suite.mjs';

const require = createRequire(new URL('../node/package.json', import.meta.url));
const {chromium} = require('playwright-core');
const {HtmlValidate} = require('html-validate');

let suite;
let browser;
let profile;
let other; // a site of its own, whose pages the tests make, and which takes events at /take
let articles;

// So many events of readers became that.
async function counted(result) {
  const text = await (await fetch(suite.metrics)).text();
  return Number(new RegExp(`recommendation_reader_events_total\\{result="${result}"\\} (\\d+)`).exec(text)[1]);
}

async function startOtherSite() {
  const site = {page: '', events: []};
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => { body += part; });
    request.on('end', () => {
      if (request.url === '/take') {
        site.events.push(...JSON.parse(body).events);
        response.writeHead(204).end();
      } else {
        response.writeHead(200, {'Content-Type': 'text/html; charset=utf-8'}).end(`<!doctype html><title>Other</title>${site.page}`);
      }
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  site.url = `http://127.0.0.1:${server.address().port}`;
  site.stop = () => server.close();
  return site;
}

async function open(url, prepare = async () => {}) {
  const context = await browser.newContext();
  await prepare(context);
  const page = await context.newPage();
  const problems = [];
  page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()); });
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(url);
  return {context, page, problems};
}

// Leaves a page that is there as a whole: Chromium asks for a page's icon only after its load, and calls it a fault where the page is gone by
// then.
async function leave(page) {
  await page.waitForLoadState('networkidle');
  await page.goto('about:blank');
}

const stored = (page) => page.evaluate(() => [sessionStorage.length, localStorage.length, document.cookie]);

before(async () => {
  suite = await startSuite();
  profile = mkdtempSync(join(tmpdir(), 'byline-chromium-'));
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
  other = await startOtherSite();
  const all = (await (await fetch(`${suite.url}/v1/articles?page_size=200`)).json()).articles;
  articles = all.filter((article) => article.languageCode.startsWith('en'));
});

after(async () => {
  await browser?.close();
  other?.stop();
  await suite?.stop();
  if (profile) rmSync(profile, {recursive: true, force: true});
});

test('what is read most is on the page and the front page once enough readers read it', async () => {
  const events = [];
  for (const article of articles.slice(0, 3)) {
    for (let i = 0; i < 4; i += 1) events.push({eventId: `event-${article.slug}-${i}`.slice(-64), kind: 'KIND_VIEW', article: article.name});
  }
  const answer = await fetch(`${suite.url}/beacon`, {method: 'POST', body: JSON.stringify({events})});
  assert.equal(answer.status, 204);
  for (const path of ['/', `/articles/${articles[5].slug}`]) {
    const html = await eventually(async () => {
      const text = await (await fetch(suite.url + path)).text();
      return text.includes('most-read') ? text : null;
    });
    assert.ok(html, `${path} has no list`);
    for (const article of articles.slice(0, 3)) assert.ok(html.includes(`<li><a href="/articles/${article.slug}">`), article.slug);
    const validator = new HtmlValidate({extends: ['html-validate:recommended'], rules: {'no-trailing-whitespace': 'off', 'long-title': 'off',
      'require-sri': 'off', 'void-style': 'off', 'doctype-style': 'off'}});
    const report = await validator.validateString(html);
    assert.ok(report.valid, JSON.stringify(report.results.flatMap((r) => r.messages.map((m) => `${m.ruleId} ${m.line}: ${m.message}`))));
  }
});

test('a view, a click on a card and the time in view arrive from our own page, and nothing is stored', async () => {
  const article = await eventually(async () => {
    for (const candidate of articles.slice(6)) {
      const html = await (await fetch(`${suite.url}/articles/${candidate.slug}`)).text();
      if (html.includes('data-byline-card')) return candidate;
    }
    return null;
  });
  assert.ok(article, 'no article with cards');
  const before = await counted('accepted');
  const {context, page, problems} = await open(`${suite.url}/articles/${article.slug}`);
  const card = page.locator('section.similar li.card a').first();
  assert.match(await card.getAttribute('data-byline-card'), /^articles\//);
  await page.waitForLoadState('networkidle');
  await card.click();
  await page.waitForURL((url) => !url.pathname.endsWith(article.slug));
  await leave(page);
  // Two views, one click, two times in view.
  assert.ok(await eventually(async () => await counted('accepted') === before + 5), `${await counted('accepted') - before} arrived`);
  assert.equal(await counted('invalid'), 0);
  assert.ok(await eventually(async () => {
    const trending = await (await fetch(`${suite.url}/v1/trendingArticles?page_size=50`)).json();
    return trending.articles.some((one) => one.article === article.name);
  }), 'not in the list of what is read most');
  await page.goto(`${suite.url}/articles/${article.slug}`);
  assert.deepEqual(await stored(page), [0, 0, '']);
  assert.deepEqual(await context.cookies(), []);
  await leave(page);
  // What the third view tells must not come while a later test counts.
  assert.ok(await eventually(async () => await counted('accepted') === before + 7), `${await counted('accepted') - before} arrived`);
  assert.deepEqual(problems, []);
  await context.close();
});

test('a page of another site tells it too, with the place of each card', async () => {
  other.page = `<p><a href="#x" data-byline-card="${articles[1].name}">One</a>
    <span data-byline-card="${articles[2].name}"><a href="#y" id="second">Two</a></span></p>
    <script src="${suite.url}/beacon.js" defer data-article="${articles[0].name}"></script>`;
  const before = await counted('accepted');
  const first = await open(`${other.url}/a-page`);
  await first.page.locator('#second').click();
  await leave(first.page);
  assert.ok(await eventually(async () => await counted('accepted') === before + 3), `${await counted('accepted') - before} arrived`);
  assert.deepEqual(first.problems, []);
  await first.context.close();

  // The same to an address that the page names, for a look at the events.
  other.events = [];
  other.page = other.page.replace(' defer ', ' defer data-endpoint="/take" ');
  const second = await open(`${other.url}/a-page`);
  await second.page.locator('#second').click();
  await second.page.goto('about:blank');
  assert.ok(await eventually(() => other.events.length === 3));
  const [view, click, dwell] = other.events;
  assert.equal(new Set(other.events.map((event) => event.eventId)).size, 3);
  assert.match(view.eventId, /^[0-9a-f]{24}$/);
  assert.deepEqual({...view, eventId: ''}, {eventId: '', kind: 'KIND_VIEW', article: articles[0].name});
  assert.deepEqual({...click, eventId: ''},
    {eventId: '', kind: 'KIND_CARD_CLICK', article: articles[2].name, fromArticle: articles[0].name, position: 2});
  assert.equal(dwell.kind, 'KIND_DWELL');
  assert.match(dwell.dwell, /^\d+\.\d{3}s$/);
  await second.context.close();
});

test('a visit has an id with consent alone, and it ends with the tab', async () => {
  other.page = '<script src="SCRIPT" defer data-endpoint="/take" CONSENT></script>'.replace('SCRIPT', `${suite.url}/beacon.js`);
  const script = other.page;
  other.page = script.replace('CONSENT', 'data-consent="no"');
  other.events = [];
  const without = await open(`${other.url}/news/a-page/`);
  assert.deepEqual(await stored(without.page), [0, 0, '']);
  await without.page.goto('about:blank');
  assert.ok(await eventually(() => other.events.length === 2));
  assert.ok(other.events.every((event) => !('sessionId' in event)));
  assert.equal(other.events[0].article, 'articles/a-page');
  await without.context.close();

  other.page = script.replace('CONSENT', 'data-consent="yes"');
  other.events = [];
  const given = await open(`${other.url}/a-page`);
  assert.deepEqual(await stored(given.page), [1, 0, '']);
  await given.page.goto(`${other.url}/another-page`);
  await given.page.goto('about:blank');
  assert.ok(await eventually(() => other.events.length === 4));
  assert.equal(new Set(other.events.map((event) => event.sessionId)).size, 1);
  assert.match(other.events[0].sessionId, /^[0-9a-f]{24}$/);
  const tab = await given.context.newPage();
  await tab.goto(`${other.url}/a-page`);
  await tab.goto('about:blank');
  assert.ok(await eventually(() => other.events.length === 6));
  assert.notEqual(other.events[5].sessionId, other.events[0].sessionId);
  await given.context.close();
});

test('nothing is sent by readers who ask not to be tracked', async () => {
  other.page = `<a href="#x" data-byline-card="articles/b">One</a>
    <script src="${suite.url}/beacon.js" defer data-endpoint="/take" data-consent="yes"></script>`;
  for (const [name, value] of [['doNotTrack', '1'], ['globalPrivacyControl', true]]) {
    other.events = [];
    const {context, page} = await open(`${other.url}/a-page`, (context) => context.addInitScript(
      ([key, wish]) => Object.defineProperty(Navigator.prototype, key, {get: () => wish}), [name, value]));
    assert.equal(await page.evaluate((key) => navigator[key], name), value);
    await page.locator('a').click();
    assert.deepEqual(await stored(page), [0, 0, '']);
    await page.goto('about:blank');
    // A page without that wish, after it, is heard: so the first one would have been.
    const heard = await open(`${other.url}/heard`);
    await heard.page.goto('about:blank');
    assert.ok(await eventually(() => other.events.length >= 2));
    assert.ok(other.events.every((event) => event.article === 'articles/heard'), name);
    await heard.context.close();
    await context.close();
  }
});

test('a page in the background counts once it is looked at', async () => {
  other.page = `<script>Object.defineProperty(document, 'hidden', {get: () => !window.shown});</script>
    <script src="${suite.url}/beacon.js" defer data-endpoint="/take"></script>`;
  other.events = [];
  const {context, page} = await open(`${other.url}/a-page`);
  await page.goto('about:blank');
  const second = await context.newPage();
  await second.goto(`${other.url}/b-page`);
  await second.evaluate(() => { window.shown = true; document.dispatchEvent(new Event('visibilitychange')); });
  await second.goto('about:blank');
  assert.ok(await eventually(() => other.events.length === 2));
  assert.deepEqual(other.events.map((event) => `${event.kind} ${event.article}`), ['KIND_VIEW articles/b-page', 'KIND_DWELL articles/b-page']);
  await context.close();
});
