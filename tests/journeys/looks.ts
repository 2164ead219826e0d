import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { type Person, widths, heights } from "#tests/support/browser.ts";
import { atRest } from "#tests/support/rest.ts";

const root = dirname(dirname(import.meta.dirname));
const axeSource = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let folder: Promise<string> | undefined;

/** `docs/screens` when they are made anew, else a temporary folder. */
export function screensFolder(): Promise<string> {
  folder ??= process.env.UPDATE_SCREENS === "1"
    ? mkdir(join(root, "docs/screens"), { recursive: true }).then(() => join(root, "docs/screens"))
    : mkdtemp(join(tmpdir(), "bihuan-screens-"));
  return folder;
}

interface ShotOptions {
  /** The whole length of the page instead of what a screen shows. */
  readonly whole?: boolean;
  /** Parts that do not meet the rules for a reason that the caller writes beside. */
  readonly except?: readonly string[];
}

/**
 * Looks at the page at both widths as a reviewer would; where pictures are made anew it keeps one
 * of each. Where a journey fails, what everybody saw is kept all the same.
 */
export async function shoot(person: Person, name: string, options: ShotOptions = {}) {
  const { page } = person;
  const kept = process.env.UPDATE_SCREENS === "1";
  const before = page.viewportSize();
  await atRest(person);
  for (const device of ["phone", "desk"] as const) {
    const size = { width: widths[device], height: heights[device] };
    await page.setViewportSize(size);
    await atRest(person, 1);
    if (options.whole) await grow(person, size);
    await ended(page);
    if (kept) await keep(page, `${name}-${size.width}.png`);
    await checkLooks(person, `${name} at ${size.width}px`, options.except ?? []);
  }
  if (before) {
    await page.setViewportSize(before);
    await atRest(person, 1);
  }
  noTrouble(person, name);
}

/** What moves has arrived, a colour on its way is not the one looked at; and nothing follows it. */
async function ended(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const moving of document.getAnimations()) {
      if (Number.isFinite(moving.effect?.getComputedTiming().endTime)) moving.finish();
    }
    const all = document.getElementsByTagName("*");
    let before = "";
    for (let frame = 0, same = 0; same < 6 && frame < 120; frame += 1) {
      await new Promise(requestAnimationFrame);
      const { scrollWidth, scrollHeight } = document.documentElement;
      const now = [scrollWidth, scrollHeight, all.length].join();
      same = now === before ? same + 1 : 0;
      before = now;
    }
  });
}

async function keep(page: Page, name: string): Promise<void> {
  const picture = await page.screenshot({ animations: "disabled", caret: "hide", scale: "css" });
  const small = await sharp(picture).png({ palette: true, effort: 7 }).toBuffer();
  await writeFile(join(await screensFolder(), name), small);
}

/** Fails with everything that has gone wrong in this person's browser so far. */
export function noTrouble(person: Person, where: string): void {
  assert.deepEqual(person.trouble, [], `trouble in the browser until ${where}`);
}

/** As high as the page is long; what sticks to the screen's edge then stands at the page's end. */
async function grow(person: Person, size: { width: number; height: number }): Promise<void> {
  const { page } = person;
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (height <= size.height) return;
  await page.setViewportSize({ width: size.width, height: Math.min(height, 3_000) });
  await atRest(person, 1);
}

interface Findings {
  readonly scroll: string | null;
  readonly small: readonly string[];
  readonly axe: readonly string[];
  /** The page changed while it was looked at: a notice went, a list came. */
  readonly changed: boolean;
}

const good = ({ scroll, small, axe }: Findings): boolean =>
  scroll === null && small.length + axe.length === 0;

/** What is found wrong while the page changes is looked at again; what is wrong stays so. */
async function checkLooks(person: Person, where: string, except: readonly string[]) {
  const { page } = person;
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(await axeSource);
  let found = await page.evaluate(findings, [...except]);
  for (let again = 0; again < 3 && found.changed && !good(found); again += 1) {
    await atRest(person);
    await ended(page);
    found = await page.evaluate(findings, [...except]);
  }
  assert.equal(found.scroll, null, `${where}: the page scrolls sideways`);
  assert.deepEqual(found.small, [], `${where}: text smaller than 12 px`);
  assert.deepEqual(found.axe, [], `${where}: contrast or targets`);
}

/** Runs in the page. */
async function findings(except: string[]): Promise<Findings> {
  const page = document.documentElement;
  let changes = document.getAnimations().length;
  const all = { attributes: true, characterData: true, childList: true, subtree: true };
  const watch = new MutationObserver((more) => { changes += more.length; });
  watch.observe(document.body, all);
  const wide = [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 5)
    .map((one) => `${one.tagName.toLowerCase()}.${String(one.getAttribute("class"))}`);
  const scroll = page.scrollWidth <= innerWidth
    ? null
    : `${page.scrollWidth} px wide: ${wide.join(", ")}`;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const small: string[] = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent?.trim();
    if (!text || !parent || parent.closest("svg,script,style,.b-hidden")) continue;
    const { width, height } = parent.getBoundingClientRect();
    if (width < 2 || height < 2 || !parent.checkVisibility({ visibilityProperty: true })) continue;
    const size = Number.parseFloat(getComputedStyle(parent).fontSize);
    if (size < 12) small.push(`${size}px “${text.slice(0, 30)}”`);
  }
  type Axe = { run(context: unknown, options: unknown): Promise<{ violations: Violation[] }> };
  type Violation = { id: string; nodes: { target: unknown[]; failureSummary?: string }[] };
  const { violations } = await (window as unknown as { axe: Axe }).axe.run(
    { exclude: except.map((one) => [one]) },
    { runOnly: ["color-contrast", "target-size"], resultTypes: ["violations"] },
  );
  const axe = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => {
      const why = (node.failureSummary ?? "").split("\n").slice(1, 3).join(" ").trim();
      return `${id}: ${node.target.join(" ")}: ${why}`;
    }),
  );
  changes += watch.takeRecords().length + document.getAnimations().length;
  watch.disconnect();
  return { scroll, small, axe, changed: changes > 0 };
}
