// The pages of the sample newspaper in a real browser: structure, links, languages, dark, phone, print, accessibility, no script.
import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';

import {eventually, startSuite} from './suite.mjs';

const require = createRequire(new URL('../node/package.json', import.meta.url));
const {chromium} = require('playwright-core');
const {AxeBuilder} = require('@axe-core/playwright');
const {HtmlValidate} = require('html-validate');

const screenshots = process.env.BYLINE_SCREENSHOTS ?? '';
let suite;
let browser;
let profile;
let articles;

async function open(path, options = {}) {
  const context = await browser.newContext({javaScriptEnabled: false, ...options});
  const page = await context.newPage();
  const problems = [];
  page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()); });
  page.on('requestfailed', (request) => problems.push(`failed: ${request.url()}`));
  const response = await page.goto(suite.url + path);
  return {page, response, problems, close: () => context.close()};
}

async function picture(page, name, fullPage = false) {
  if (screenshots) await page.screenshot({path: join(screenshots, `${name}.png`), fullPage});
}

// Fails where a page is not valid HTML, or has accessibility faults that axe knows, in light or dark. `prepare` makes the page ready.
async function assertSound(path, prepare = async () => {}) {
  const validator = new HtmlValidate({extends: ['html-validate:recommended'], rules: {'no-trailing-whitespace': 'off', 'long-title': 'off',
    'require-sri': 'off', 'void-style': 'off', 'doctype-style': 'off', 'no-inline-style': 'error'}});
  const report = await validator.validateString(await (await fetch(suite.url + path)).text());
  assert.ok(report.valid, `${path}: ${JSON.stringify(report.results.flatMap((r) => r.messages.map((m) => `${m.ruleId} ${m.line}: ${m.message}`)))}`);
  for (const colorScheme of ['light', 'dark']) {
    // axe itself is a script, so this page may run them; the policy does not hold for what the test puts in.
    const context = await browser.newContext({colorScheme, bypassCSP: true});
    const page = await context.newPage();
    await page.goto(suite.url + path);
    await prepare(page);
    const {violations} = await new AxeBuilder({page}).analyze();
    assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).slice(0, 3)}`), [], `${path} ${colorScheme}`);
    await context.close();
  }
}

const json = async (path) => (await fetch(suite.url + path)).json();
const find = (test) => articles.find(test);

before(async () => {
  if (screenshots) mkdirSync(screenshots, {recursive: true});
  suite = await startSuite();
  profile = mkdtempSync(join(tmpdir(), 'byline-chromium-'));
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
  articles = (await json('/v1/articles?page_size=200')).articles;
  assert.ok(articles.length >= 60, `${articles.length} articles are listed`);
});

after(async () => {
  await browser?.close();
  await suite?.stop();
  if (profile) rmSync(profile, {recursive: true, force: true});
});

test('the front page lists the newest articles and every link on it works', async () => {
  const {page, response, problems, close} = await open('/');
  assert.equal(response.status(), 200);
  assert.equal(await page.locator('h1').count(), 1);
  assert.ok(await page.locator('.card').count() >= 10);
  assert.match(await page.locator('footer').innerText(), /fiction/);
  const links = await page.locator('a[href]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  for (const link of new Set(links.filter((href) => href.startsWith('/')))) {
    const answer = await fetch(suite.url + link);
    assert.equal(answer.status, 200, link);
  }
  assert.deepEqual(problems, []);
  await picture(page, 'front');
  await close();
});

test('an article has its headline once, key points that lead to their marked sentence, and similar posts with reasons', async () => {
  const article = await eventually(async () => {
    for (const candidate of articles) {
      const html = await (await fetch(`${suite.url}/articles/${candidate.slug}`)).text();
      if (html.includes('class="similar"') && html.includes('class="key-points"') && candidate.languageCode.startsWith('en')) return candidate;
    }
    return null;
  });
  assert.ok(article, 'no article with key points and similar posts');
  const {page, problems, close} = await open(`/articles/${article.slug}`);
  assert.equal(await page.locator('h1').count(), 1);
  const text = await page.locator('main').innerText();
  assert.equal(text.split(article.headline).length - 1, 1);
  const points = page.locator('.key-points a');
  const count = await points.count();
  assert.ok(count >= 3 && count <= 5, `${count} key points`);
  for (let i = 0; i < count; i += 1) {
    const point = points.nth(i);
    const id = (await point.getAttribute('href')).slice(1);
    const sentence = page.locator(`[id="${id}"]`);
    // A point may leave named parts of its sentence out; all of its words stand there in their order.
    const wordsOf = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu);
    const said = wordsOf(await sentence.innerText());
    let at = 0;
    for (const word of wordsOf(await point.innerText())) at = said.indexOf(word, at) + 1 || assert.fail(`${word} is not in its place`);
  }
  const marked = page.locator(`[id="${(await points.first().getAttribute('href')).slice(1)}"]`);
  const unmarked = await marked.evaluate((span) => getComputedStyle(span).backgroundColor);
  await points.first().click();
  assert.notEqual(await marked.evaluate((span) => getComputedStyle(span).backgroundColor), unmarked);
  assert.ok(await page.locator('.similar .card .reason').count() > 0);
  assert.ok(await page.locator('.similar .card .abstract').count() > 0);
  assert.deepEqual(problems, []);
  await page.goto(`${suite.url}/articles/${article.slug}`);
  await picture(page, 'article', true);
  await close();
});

test('metadata for other machines is whole: JSON-LD, Open Graph, canonical address', async () => {
  const article = find((a) => a.publishTime && a.languageCode.startsWith('en'));
  const {page, close} = await open(`/articles/${article.slug}`);
  const data = JSON.parse(await page.locator('script[type="application/ld+json"]').innerText());
  assert.equal(data['@type'], 'NewsArticle');
  assert.equal(data.headline, article.headline);
  assert.ok(data.datePublished);
  assert.equal(await page.locator('meta[property="og:title"]').getAttribute('content'), article.headline);
  assert.equal(await page.locator('link[rel="canonical"]').count(), 1);
  await close();
  // Quotes and angle brackets in headlines must not break the JSON of any article.
  for (const other of articles) {
    const html = await (await fetch(`${suite.url}/articles/${other.slug}`)).text();
    const json = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)[1];
    assert.equal(JSON.parse(json).headline, other.headline);
  }
});

test('right-to-left articles are laid out from the right, in their language', async () => {
  const article = find((a) => a.languageCode.startsWith('ar'));
  const {page, close} = await open(`/articles/${article.slug}`);
  assert.equal(await page.locator('article').getAttribute('dir'), 'rtl');
  assert.match(await page.locator('article').getAttribute('lang'), /^ar/);
  assert.equal(await page.locator('article p').first().evaluate((p) => getComputedStyle(p).direction), 'rtl');
  assert.match(await page.locator('.key-points h2').innerText(), /[\u0600-\u06ff]/);
  await picture(page, 'arabic');
  await close();
});

test('a phone needs no scrolling sideways, and the dark page is dark', async () => {
  for (const path of ['/', `/articles/${articles[0].slug}`]) {
    const {page, close} = await open(path, {viewport: {width: 360, height: 740}, colorScheme: 'dark'});
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(widths[0] <= widths[1], `${path}: ${widths}`);
    const [red, green, blue] = (await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).match(/\d+/g).map(Number);
    assert.ok(red + green + blue < 200, `${path}: rgb ${red} ${green} ${blue}`);
    await picture(page, path === '/' ? 'phone-front' : 'phone-article');
    await close();
  }
});

test('in print there is the article and no navigation', async () => {
  const {page, close} = await open(`/articles/${articles[0].slug}`);
  await page.emulateMedia({media: 'print'});
  assert.ok(await page.locator('h1').isVisible());
  assert.equal(await page.locator('nav').first().isVisible(), false);
  await close();
});

test('pages are valid HTML and have no accessibility faults that axe knows', async () => {
  const arabic = find((a) => a.languageCode.startsWith('ar'));
  for (const path of ['/', `/articles/${articles[0].slug}`, `/articles/${arabic.slug}`, '/articles/there-is-no-such-article']) await assertSound(path);
});

test('what stands around a point shows with the focus or the pointer on it, and not before, nor in print', async () => {
  const article = await eventually(async () => {
    for (const candidate of articles) {
      const html = await (await fetch(`${suite.url}/articles/${candidate.slug}`)).text();
      if (html.includes('class="context"')) return candidate;
    }
    return null;
  });
  assert.ok(article, 'no article with a point that has neighbours');
  const path = `/articles/${article.slug}`;
  const {page, problems, close} = await open(path, {reducedMotion: 'reduce'});
  const context = page.locator('.key-points .context').first();
  const link = page.locator('.key-points a[aria-describedby]').first();
  assert.equal(await context.isVisible(), false);
  const heights = async () => page.locator('.key-points').evaluate((block) => block.getBoundingClientRect().height);
  const closed = await heights();
  for (let i = 0; i < 30 && !await context.isVisible(); i += 1) await page.keyboard.press('Tab');
  assert.equal(await context.isVisible(), true, 'the focus shows it');
  assert.ok(await heights() > closed, 'it takes its own room and covers nothing');
  assert.equal(await link.evaluate((a) => a === document.activeElement), true);
  assert.equal(await link.getAttribute('aria-describedby'), await context.getAttribute('id'));
  await picture(page, 'context');
  await page.keyboard.press('Shift+Tab');
  assert.equal(await context.isVisible(), false);
  await link.hover();
  assert.ok(await eventually(() => context.isVisible()), 'the pointer shows it');
  await page.emulateMedia({media: 'print'});
  assert.equal(await context.isVisible(), false);
  assert.deepEqual(problems, []);
  await close();
  await assertSound(path, async (page) => page.locator('.key-points a[aria-describedby]').first().hover());
});

test('points of the editors are on the page with their origin, and hidden ones leave no block', async () => {
  const article = find((a) => a.languageCode.startsWith('en') && a.blocks.some((b) => b.paragraph?.text.text.length > 80));
  const path = `/articles/${article.slug}`;
  const sentence = (await json(`/v1/${article.name}/summary?point_count=1`)).keyPoints[0].text;
  suite.byline('points', article.name, '--replace', sentence);
  assert.ok(await eventually(async () => (await (await fetch(suite.url + path)).text()).includes('Chosen by the editors.')));
  const {page, close} = await open(path);
  assert.deepEqual(await page.locator('.key-points a').allInnerTexts(), [sentence]);
  assert.match(await page.locator('.key-points .origin').innerText(), /^Chosen by the editors\. \d+ min read$/);
  await picture(page, 'editors');
  await close();
  await assertSound(path);
  suite.byline('points', article.name, '--hide');
  assert.ok(await eventually(async () => !(await (await fetch(suite.url + path)).text()).includes('key-points')));
  await assertSound(path);
  suite.byline('points', article.name, '--automatic');
});

test('an address that never was says so in a page of the same site', async () => {
  const {page, response, close} = await open('/articles/there-is-no-such-article');
  assert.equal(response.status(), 404);
  assert.equal(await page.locator('h1').count(), 1);
  assert.ok(await page.locator('a[href="/"]').count() > 0);
  await close();
});
