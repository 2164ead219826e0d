import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { Person } from "#tests/support/browser.ts";
import * as desk from "./console-steps.ts";
import * as counter from "./counter-steps.ts";
import { shoot } from "./looks.ts";
import type { Scene } from "./scene.ts";
import * as shop from "./shop-steps.ts";

/** Each app in English and back; the choice stays after a reload. */
export async function switchLanguages(scene: Scene): Promise<void> {
  const member = await scene.enter({ device: "phone" });
  await shop.scan(member, `${member.url}/tea/s/hz01`);
  await inEnglish(member);
  await member.page.getByRole("heading", { level: 1, name: "Lakeside Flagship" }).waitFor();
  await member.page.getByRole("button", { name: /^Claim / }).first().waitFor();
  await shoot(member, "40-english-shop", { whole: true });
  assert.deepEqual(await chinese(member.page), ["上城区柳荫路 18 号"], "the address as it is written");
  await inChinese(member);

  const staff = await scene.enter({ device: "phone" });
  await staff.page.goto("/counter");
  await staff.page.getByLabel("邮箱").waitFor();
  await inEnglish(staff);
  await shoot(staff, "41-english-counter");
  assert.deepEqual(await chinese(staff.page), []);
  await inChinese(staff);

  const boss = await scene.enter({ device: "desk" });
  await desk.signInAtConsole(boss, "boss@demo.bihuan");
  await inEnglish(boss);
  await shoot(boss, "42-english-console");
  assert.deepEqual(await chinese(boss.page), ["林山"], "a name is a name");
  await inChinese(boss);
  await scene.leave();
}

async function inEnglish(person: Person): Promise<void> {
  const { page } = person;
  await page.getByRole("button", { name: "EN", exact: true }).click();
  await page.locator("html[lang=en]").waitFor({ state: "attached" });
  await page.reload();
  await page.getByRole("button", { name: "中文" }).waitFor();
  await page.locator("html[lang=en]").waitFor({ state: "attached" });
}

async function inChinese(person: Person): Promise<void> {
  await person.page.getByRole("button", { name: "中文" }).click();
  await person.page.locator("html[lang=zh-CN]").waitFor({ state: "attached" });
  await person.page.getByRole("button", { name: "EN", exact: true }).waitFor();
}

/** What a reader of English sees in Chinese; marks of one character are pictures. */
function chinese(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      const text = walker.currentNode.textContent?.trim() ?? "";
      if (!parent || parent.closest("script,style,svg,.b-lang,[aria-hidden=true]")) continue;
      if (/\p{Script=Han}/u.test(text) && parent.checkVisibility()) found.push(text);
    }
    return [...new Set(found)];
  });
}

/** Whoever scans what no longer leads anywhere still arrives somewhere useful. */
export async function scanDeadCodes(scene: Scene): Promise<void> {
  const boss = await scene.enter({ device: "desk" });
  await desk.signInAtConsole(boss, "boss@demo.bihuan");
  await desk.openPlace(boss, "tea/channels?tab=codes");
  const { code, successor } = await retireOne(boss);
  const member = await scene.enter({ device: "phone" });
  const { page } = member;
  assert.equal((await shop.scan(member, `${member.url}/tea/c/${code}`)).kind, "retired");
  await page.getByText("这个码已经停用").waitFor();
  await page.getByText("湖滨旗舰店").first().waitFor();
  await shoot(member, "43-retired-code");
  assert.equal((await shop.scan(member, `${member.url}/tea/c/${successor}`)).kind, "store");

  await page.goto("/tea/c/ZZZZ9999");
  await page.getByText("没有找到这个页面").waitFor();
  await page.getByText("湖滨旗舰店").first().waitFor();
  await shoot(member, "44-unknown-code");
  await page.goto("/tea/no/such/page");
  await page.getByText("没有找到这个页面").waitFor();
  await page.goto("/coffee/s/hz01");
  await page.getByRole("heading", { name: "这里没有页面" }).waitFor();
  await shoot(member, "45-no-such-brand");
  await scene.leave();
}

/** The first two codes of the list: one is retired without a successor, the other in its place. */
async function retireOne(boss: Person): Promise<{ code: string; successor: string }> {
  const { page } = boss;
  await desk.choose(boss, "机构", "城西店");
  const rows = page.getByRole("table").locator("tbody tr");
  await rows.filter({ hasText: "城西店" }).first().waitFor();
  // The list of before has rows of this store, too: until only its own are left.
  await rows.filter({ hasNotText: "城西店" }).first().waitFor({ state: "detached" });
  const codeOf = (at: number) => rows.nth(at).locator("code").innerText();
  const [code, successor] = [await codeOf(0), await codeOf(1)];
  await rows.filter({ hasText: code }).getByRole("button", { name: "停用" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  const retired = page.waitForResponse((one) => one.request().method() === "POST" && one.ok());
  await dialog.getByRole("button", { name: "停用" }).click();
  await retired;
  await page.getByText("已停用").first().waitFor();
  return { code, successor };
}

/** A code of another brand, a poster's code and a mistyped number, each with its own words. */
export async function scanWrongThings(scene: Scene): Promise<void> {
  const staff = await scene.enter({ device: "phone" });
  await counter.signInAtCounter(staff, "guide@demo.bihuan");
  const { page } = staff;
  const wrong = [
    [`${staff.url}/coffee/r#AAAAAAAAAAAAAAAAAAAAAA`, "这是别的品牌的券"],
    [`${staff.url}/tea/c/ABCD1234`, "这是海报或工牌上的码，不是券"],
    ["6901234567892", "这不是我们的券码"],
  ] as const;
  for (const [scanned, answer] of wrong) {
    await counter.shootGun(staff, scanned);
    await page.getByText(answer).first().waitFor();
  }
  await counter.shootGun(staff, `${staff.url}/tea/r#AAAAAAAAAAAAAAAAAAAAAA`);
  await page.getByText("没有找到这个码").waitFor();
  await shoot(staff, "46-counter-unknown");
  await scene.leave();
}
