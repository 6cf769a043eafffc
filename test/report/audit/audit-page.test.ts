/**
 * The page of an audit in a real browser: opened as a file, without a network. Screenshots go to a
 * directory that is printed.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, test } from 'vitest';
import { auditFixture } from '../../support/audit-fixture.ts';
import { hostile } from './hostile.ts';
import { reportOf } from './report-setting.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
if (CHROMIUM === undefined) console.log('skipped: no chromium here to open the page of an audit');

const PACKAGES = 12_052;
const SCREENSHOTS = join(tmpdir(), 'rpmcow-audit-page');

describe.skipIf(CHROMIUM === undefined)('the page', () => {
  let browser: Browser;
  let directory: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'rpmcow-page-'));
    const audit = await auditFixture({ packages: PACKAGES, seed: 1 });
    writeFileSync(join(directory, 'audit.html'), reportOf('html', audit));
    const bad = await auditFixture({ packages: 300, seed: 2, change: hostile });
    writeFileSync(join(directory, 'hostile.html'), reportOf('html', bad));
    mkdirSync(SCREENSHOTS, { recursive: true });
    console.log(`screenshots: ${SCREENSHOTS}`);
    // As root, Chromium has no sandbox.
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    browser = await chromium.launch({ executablePath: CHROMIUM!, args });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
  });

  /** Opens a report; when the test ends, there must have been no complaint and no request. */
  async function open(
    name = 'audit.html',
    fragment = '',
    options: BrowserContextOptions = {},
  ): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    const url = pathToFileURL(join(directory, name)).href;
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(`${error}`));
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== url) complaints.push(`request: ${request.url()}`);
    });
    onTestFinished(async () => {
      await context.close();
      expect(complaints).toEqual([]);
    });
    await page.goto(url + fragment);
    return page;
  }

  const rows = (page: Page) => page.locator('#table tbody tr');
  const count = (page: Page) => page.locator('#count');
  const shot = (page: Page, name: string, fullPage = false) =>
    page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage });
  /** Pixels that stick out at the right. */
  const overflow = (page: Page) =>
    page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');

  it('is small enough to be sent', async () => {
    const page = await open();
    expect(Buffer.byteLength(await page.content())).toBeLessThan(5e6);
    await shot(page, 'desktop', true);
  });

  it('answers, and shows charts', async () => {
    const page = await open();
    expect(await page.locator('.card.no .answer').textContent()).toBe('No');
    expect(await page.locator('.card.yes .answer').textContent()).toBe('Yes');
    const sections = ['repositories', 'builders', 'vendors', 'rules', 'space'];
    for (const section of sections) {
      const bars = page.locator(`section[aria-labelledby=${section}] svg.bar rect`);
      expect(await bars.count(), section).toBeGreaterThan(4);
      const widths = await bars.evaluateAll((all) =>
        all.map((bar) => bar.getBoundingClientRect().width),
      );
      for (const width of widths) expect(width, section).toBeGreaterThan(0.3);
    }
  });

  it('filters to one builder, by its chart and by its field', async () => {
    const page = await open();
    await expect.poll(() => rows(page).count()).toBe(50);
    await page.getByRole('link', { name: 'fpm', exact: true }).click();
    await expect
      .poll(() => count(page).textContent())
      .toMatch(/^Packages 1 to 50 of \d+, out of 12,052\.$/);
    expect(new URL(page.url()).hash).toBe('#builder=fpm');
    const builders = rows(page).locator('td:nth-child(4)');
    expect(new Set(await builders.allTextContents())).toEqual(new Set(['fpm']));
    await shot(page, 'one-builder');
    const chosen = await page.locator('[name=builder] option:checked').textContent();
    const [, number] = /^fpm \(([\d,]+)\)$/.exec(chosen!)!;
    expect(await count(page).textContent()).toContain(` of ${number}, out of`);
    await page.locator('[name=builder]').selectOption('redline 1.2.10');
    expect(new Set(await builders.allTextContents())).toEqual(new Set(['redline 1.2.10']));
    await page.getByRole('button', { name: 'Clear filters' }).click();
    expect(await count(page).textContent()).toBe('Packages 1 to 50 of 12,052.');
  });

  it('searches', async () => {
    const page = await open();
    await page.keyboard.press('/');
    await page.keyboard.type('grafana kernel');
    await expect.poll(() => count(page).textContent()).toMatch(/out of 12,052/);
    for (const name of await rows(page).locator('th a').allTextContents()) {
      expect(name).toContain('kernel');
    }
    await page.getByLabel('Search').fill('no such package');
    await expect.poll(() => count(page).textContent()).toBe('None of 12,052 packages.');
    expect(await rows(page).count()).toBe(0);
  });

  it('sorts by a column, and says so', async () => {
    const page = await open();
    const size = page.locator('th[data-column=size]');
    await size.getByRole('button').click();
    expect(await size.getAttribute('aria-sort')).toBe('descending');
    expect(await page.locator('th[aria-sort]').count()).toBe(1);
    const largest = await rows(page).first().locator('td.small.number').textContent();
    await size.getByRole('button').click();
    expect(await size.getAttribute('aria-sort')).toBe('ascending');
    expect(await rows(page).first().locator('td.small.number').textContent()).not.toBe(largest);
  });

  it('is used with keys alone', async () => {
    const page = await open();
    const focused = (what: string) => page.evaluate<string>(`document.activeElement.${what}`);
    await page.keyboard.press('Tab');
    expect(await focused('textContent')).toBe('To the packages');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe(
      'solid',
    );
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focused('name')).toBe('q');
    await rows(page).first().locator('a').focus();
    await page.keyboard.press('ArrowDown');
    const second = await rows(page).nth(1).locator('a').textContent();
    expect(await focused('textContent')).toBe(second);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    expect(await page.getByRole('dialog').getByRole('heading', { level: 2 }).textContent()).toBe(
      second,
    );
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect(await focused('textContent')).toBe(second);
    await page.keyboard.press('PageDown');
    expect(await page.locator('#pages span').textContent()).toBe('page 2 of 242');
    expect(await focused('textContent')).toBe(await rows(page).first().locator('a').textContent());
  });

  it('has a name for each control', async () => {
    const page = await open();
    for (const control of await page.locator('input, select, button').all()) {
      const name = await control.evaluate(
        (element: { labels?: ArrayLike<{ textContent: string }>; textContent: string }) =>
          element.labels?.[0]?.textContent ?? element.textContent,
      );
      expect(name.trim()).not.toBe('');
    }
    expect(await page.locator('#count').getAttribute('role')).toBe('status');
    expect(await page.locator('h1').count()).toBe(1);
  });

  it('shows all of a package, and a view can be shared', async () => {
    const page = await open('audit.html', '#reference=cow-fails&sort=-size');
    await rows(page).first().locator('a').click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    const text = await dialog.textContent();
    for (const part of [
      'Checksum',
      'sha256:',
      'cow-fails',
      'Expected',
      'What to do',
      'rpmcow explain',
    ]) {
      expect(text).toContain(part);
    }
    await shot(page, 'details');
    const shared = await open('audit.html', new URL(page.url()).hash);
    await shared.getByRole('dialog').waitFor();
    expect(await shared.getByRole('dialog').textContent()).toBe(text);
    expect(await shared.locator('[name=reference]').inputValue()).toBe('cow-fails');
  });

  it('copies what is shown as CSV', async () => {
    const page = await open('audit.html', '#reference=different-tree', {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.getByRole('button', { name: 'Copy as CSV' }).click();
    await expect.poll(() => count(page).textContent()).toMatch(/^Copied \d+ packages as CSV\.$/);
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    const copies = /\d+/.exec((await count(page).textContent())!)![0];
    expect(copied.trimEnd().split('\n')).toHaveLength(Number(copies) + 1);
  });

  it.each([
    ['phone', 320],
    ['tablet', 768],
  ])('fits on a %s', async (name, width) => {
    const page = await open('audit.html', '', { viewport: { width, height: 900 } });
    await expect.poll(() => rows(page).count()).toBe(50);
    expect(await overflow(page)).toBe(0);
    await shot(page, name, true);
    await rows(page).first().locator('a').click();
    await page.getByRole('dialog').waitFor();
    expect(await overflow(page)).toBe(0);
    await shot(page, `${name}-details`);
  });

  it('is printed with charts and tables, without controls', async () => {
    const page = await open();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#filters, #pages, #keys').filter({ visible: true }).count()).toBe(0);
    expect(await page.locator('svg.bar').filter({ visible: true }).count()).toBeGreaterThan(20);
    expect(await rows(page).filter({ visible: true }).count()).toBe(50);
    await shot(page, 'print', true);
  });

  it('is dark where that is wished', async () => {
    const light = await open();
    const dark = await open('audit.html', '', { colorScheme: 'dark' });
    const ground = (page: Page) => page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(await ground(dark)).not.toBe(await ground(light));
    await shot(dark, 'dark', true);
  });

  it('has its summary without a script', async () => {
    const page = await open('audit.html', '', { javaScriptEnabled: false });
    expect(await page.getByText('need JavaScript').isVisible()).toBe(true);
    expect(await page.locator('#filters').isVisible()).toBe(false);
    expect(await page.locator('svg.bar').count()).toBeGreaterThan(20);
  });

  it('takes no text of a package for markup', async () => {
    const page = await open('hostile.html');
    await expect.poll(() => rows(page).count()).toBe(50);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.evaluate('window.hit')).toBeUndefined();
    await rows(page).locator('a', { hasText: '</script>' }).first().click();
    const text = await page.getByRole('dialog').textContent();
    expect(text).toContain('</script><img src=x');
    expect(text).not.toMatch(/[\u202e\ud800-\udfff]/);
    await page.keyboard.press('Escape');
    const vendor = page.locator('section[aria-labelledby=vendors] a', { hasText: '</script>' });
    await vendor.click();
    await expect.poll(() => count(page).textContent()).toMatch(/ of \d+, out of 300\.$/);
    expect(await page.locator('img').count()).toBe(0);
    await shot(page, 'hostile');
  });
});

test('the policy of the page lets nothing in', async () => {
  const text = reportOf('html', await auditFixture({ packages: 3, seed: 1 }));
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)!;
  expect(policy).toMatch(
    /^default-src &#39;none&#39;; script-src &#39;sha256-[\w+/=]+&#39;; style-src &#39;sha256-[\w+/=]+&#39;; /,
  );
  expect(text).not.toMatch(/\s(style|on\w+)=/);
});
