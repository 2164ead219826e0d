import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { Locator } from "playwright-core";
import type { Person } from "#tests/support/browser.ts";
import { atRest } from "#tests/support/rest.ts";

type Cookies = Awaited<ReturnType<Person["context"]["cookies"]>>;
/** A person signs in a few times a day, not a dozen: the sign-in itself refuses that. */
const sessions = new Map<string, Cookies>();

/** Signs in with one of the demo's people, by a click; later as who has stayed signed in. */
export async function signInAtConsole(boss: Person, email: string, onForm?: () => Promise<void>) {
  const { page, context, url } = boss;
  const kept = sessions.get(`${url} ${email}`);
  if (kept && !onForm) await context.addCookies(kept);
  await page.goto("/console");
  await page.getByRole("heading", { level: 1 }).waitFor();
  if (!kept || onForm) {
    await onForm?.();
    await page.getByRole("button", { name: new RegExp(email) }).click();
  }
  await page.locator(".c-frame").waitFor();
  await atRest(boss);
  sessions.set(`${url} ${email}`, await context.cookies());
}

/** Opens a place of the brand by its address, as a bookmark does. */
export async function openPlace(boss: Person, path: string): Promise<void> {
  await boss.page.goto(`/console/${path}`);
  await boss.page.locator("main h1").waitFor();
  await atRest(boss);
}

/** Finds one entry of a list by its words and takes it; what that asks for is answered then. */
export async function choose(boss: Person, label: string, words: string): Promise<void> {
  const { page } = boss;
  const dialog = page.getByRole("dialog");
  const place = (await dialog.count()) > 0 ? dialog.last() : page.locator("main");
  const box = place.getByRole("combobox", { name: label }).first();
  await box.click();
  if (await box.isEditable()) await box.fill(words);
  // Until it is answered, the entries are those of what was asked before.
  await atRest(boss);
  const option = page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)")
    .locator(".ant-select-item-option", { hasText: words });
  await option.first().click();
  await atRest(boss);
}

export interface NewOffer {
  readonly title: string;
  readonly titleEn: string;
  readonly storeName: string;
  readonly amountYuan: string;
  readonly thresholdYuan: string;
}

/** Writes an amount-off offer of one store and publishes it. */
export async function publishOffer(boss: Person, offer: NewOffer, onForm: () => Promise<void>) {
  const { page } = boss;
  await page.getByRole("button", { name: "新建优惠" }).first().click();
  await page.getByLabel("名称", { exact: true }).fill(offer.title);
  await page.getByLabel(/^英文名称/).fill(offer.titleEn);
  await page.getByLabel("减多少").fill(offer.amountYuan);
  await page.getByLabel("满多少可用").fill(offer.thresholdYuan);
  await choose(boss, "所属机构", offer.storeName);
  await choose(boss, "某机构下全部门店", offer.storeName);
  await onForm();
  await page.getByRole("button", { name: "保存并发布" }).click();
  await page.getByText("已发布，会员现在可以领取").waitFor();
  await page.getByRole("heading", { level: 1, name: offer.title }).waitFor();
}

export interface NewCode {
  readonly name: string;
  readonly channel: string;
  readonly storeName: string;
}

/** Makes a source code for a store's door; its poster is open afterwards. */
export async function makeCode(boss: Person, code: NewCode, onForm: () => Promise<void>) {
  const { page } = boss;
  await page.getByRole("button", { name: "新建渠道码" }).first().click();
  await page.getByRole("dialog").waitFor();
  await page.getByRole("dialog").getByLabel("名称").fill(code.name);
  await choose(boss, "渠道", code.channel);
  await choose(boss, "门店", code.storeName);
  await onForm();
  await page.getByRole("dialog").getByRole("button", { name: /创\s?建|新\s?建/ }).click();
  await page.locator("img.c-poster-sheet").waitFor();
  // The form leaves as the poster comes: until it has, there are two dialogs.
  await atRest(boss);
}

export type PosterFormat = "SVG" | "PNG" | "PDF";

/** Downloads the open poster as a person does. */
export async function downloadPoster(boss: Person, format: PosterFormat): Promise<Buffer> {
  const [download] = await Promise.all([
    boss.page.waitForEvent("download"),
    boss.page.getByRole("button", { name: format, exact: true }).click(),
  ]);
  assert.match(download.suggestedFilename(), new RegExp(`\\.${format.toLowerCase()}$`));
  return readFile(await download.path());
}

/** The funnel's figures by their names; those of another filter are gone. */
export async function funnel(boss: Person): Promise<Record<string, number>> {
  const stages = boss.page.locator(".c-funnel li");
  await stages.first().waitFor();
  await atRest(boss);
  const read = await stages.evaluateAll((all) =>
    all.map((one) => [
      one.querySelector(".c-funnel-name")?.textContent ?? "",
      Number((one.querySelector(".c-figure")?.textContent ?? "").replaceAll(",", "")),
    ] as const),
  );
  return Object.fromEntries(read);
}

/** A figure of the funnel; opening it shows the events behind. */
export function figureOf(boss: Person, name: string): Locator {
  return boss.page.locator(".c-funnel li", { hasText: name }).locator(".c-figure-link");
}
