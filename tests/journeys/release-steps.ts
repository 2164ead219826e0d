import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import type { Person, PersonOptions } from "#tests/support/browser.ts";
import { ask } from "./cart-offers.ts";
import * as desk from "./console-steps.ts";
import { newPhone, type Scene } from "./scene.ts";
import * as shop from "./shop-steps.ts";

export const storeCode = "hz01";

/** Someone who waits longer for an answer: hours strike while the machine does other work too. */
export async function enter(scene: Scene, device: PersonOptions["device"]): Promise<Person> {
  const person = await scene.enter({ device });
  person.context.setDefaultTimeout(45_000);
  return person;
}

/** A published offer of the store, so much off from so much, as the console's form sends it. */
export async function putOffer(boss: Person, title: string, offMinor: number, fromMinor: number) {
  const { items } = await ask<{ items: { storeId: string; code: string }[] }>(boss, {
    method: "GET", path: "/api/tea/stores?limit=100",
  });
  const unitId = items.find((one) => one.code === storeCode)?.storeId ?? assert.fail(storeCode);
  const { offerId } = await ask<{ offerId: string }>(boss, {
    method: "POST",
    path: "/api/tea/offers",
    body: {
      unitId, title, titleEn: `${offMinor / 100} yuan off`, stores: { unitId },
      benefit: { kind: "amount_off", amountMinor: offMinor }, thresholdMinor: fromMinor,
      validity: { kind: "days", days: 30 }, payers: [{ party: "store", bps: 10_000 }],
      totalStock: 50, perMember: 1,
    },
  });
  await ask(boss, { method: "POST", path: `/api/tea/offers/${offerId}/publish`, body: {} });
}

/** The demo brand's clock on the wall, as date-time inputs speak. */
const wall = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 19);

export interface NewRelease {
  readonly name: string;
  readonly nameEn: string;
  readonly offer: string;
  readonly lottery?: boolean;
  readonly stock: number;
  /** Before entering, as its choice is called. */
  readonly gate?: string;
}

/** Writes a release into the console's form; its times come last, for they run away. */
export async function writeRelease(boss: Person, release: NewRelease): Promise<Locator> {
  const { page } = boss;
  await desk.openPlace(boss, "tea/releases");
  await page.getByRole("button", { name: "新建发售" }).first().click();
  const form = page.locator("main form");
  await form.getByLabel("名称", { exact: true }).fill(release.name);
  await form.getByLabel(/^英文名称/).fill(release.nameEn);
  await desk.choose(boss, "抢到的优惠", release.offer);
  await form.getByRole("spinbutton", { name: /份数$/ }).fill(String(release.stock));
  const mode = release.lottery ? "抽签：截止后抽定" : "秒杀：先到先得";
  await form.locator(".ant-segmented-item", { hasText: mode }).click();
  if (release.gate) {
    await form.locator(".ant-segmented-item", { hasText: release.gate }).click();
  }
  return form;
}

/** Sets the slot's times by seconds from now; answers when it starts and ends. */
export async function setTimes(form: Locator, startsIn: number, endsIn: number) {
  const now = Date.now();
  const startsAt = Math.ceil(now / 1000 + startsIn) * 1000;
  const endsAt = Math.ceil(now / 1000 + endsIn) * 1000;
  await form.getByLabel("开始", { exact: true }).fill(wall(startsAt));
  await form.getByLabel("截止", { exact: true }).fill(wall(endsAt));
  return { startsAt, endsAt };
}

/** Saves the draft, reads what is locked, and announces; answers the release's id. */
export async function announce(boss: Person, onDialog?: () => Promise<void>): Promise<string> {
  const { page } = boss;
  await page.getByRole("button", { name: "检查并发布" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("发布以后，下面这些都不能再改").waitFor();
  await onDialog?.();
  await dialog.getByRole("button", { name: "发布", exact: true }).click();
  await page.getByText("已发布，规则已锁定").waitFor();
  await page.getByRole("button", { name: "紧急停用" }).waitFor();
  return /releases\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
}

/** How long a person's step takes here, seconds: hours that strike wait for slow machines. */
export async function timed<Done>(steps: () => Promise<Done>): Promise<[Done, number]> {
  const start = performance.now();
  return [await steps(), (performance.now() - start) / 1000];
}

/** A member with a phone who has signed in before. */
export async function knownMember(scene: Scene): Promise<Person> {
  const member = await enter(scene, "phone");
  await member.page.goto("/tea/me");
  await shop.fillCode(member, newPhone());
  await member.page.getByRole("button", { name: "登录", exact: true }).tap();
  await member.page.getByRole("button", { name: "退出登录" }).waitFor();
  return member;
}

export function act(member: Person, name: string | RegExp): Locator {
  return member.page.locator(".flash-act").getByRole("button", { name });
}
