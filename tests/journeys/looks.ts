import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { type Person, widths, heights } from "#tests/support/browser.ts";

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
  for (const device of ["phone", "desk"] as const) {
    const size = { width: widths[device], height: heights[device] };
    await page.setViewportSize(size);
    await steady(page);
    if (options.whole) await grow(page, size);
    await ended(page);
    if (kept) await keep(page, `${name}-${size.width}.png`);
    await checkLooks(page, `${name} at ${size.width}px`, options.except ?? []);
  }
  if (before) {
    await page.setViewportSize(before);
    await steady(page);
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
async function grow(page: Page, size: { width: number; height: number }): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (height <= size.height) return;
  await page.setViewportSize({ width: size.width, height: Math.min(height, 3_000) });
  await steady(page);
}

/** Nothing is loading and the layout has settled after a change of width. */
async function steady(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
  await page.waitForFunction(
    () => !document.querySelector(".ant-spin-spinning,.ant-skeleton-active,.b-skeleton")
      && !/加载中|Loading/.test(document.body.innerText),
  );
}

interface Findings {
  readonly scroll: string | null;
  readonly small: readonly string[];
  readonly axe: readonly string[];
}

async function checkLooks(page: Page, where: string, except: readonly string[]): Promise<void> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(await axeSource);
  const { scroll, small, axe } = await page.evaluate(findings, [...except]);
  assert.equal(scroll, null, `${where}: the page scrolls sideways`);
  assert.deepEqual(small, [], `${where}: text smaller than 12 px`);
  assert.deepEqual(axe, [], `${where}: contrast or targets`);
}

/** Runs in the page. */
async function findings(except: string[]): Promise<Findings> {
  const page = document.documentElement;
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
  return { scroll, small, axe };
}
