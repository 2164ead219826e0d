import assert from "node:assert/strict";
import type { Person } from "#tests/support/browser.ts";
import * as desk from "./console-steps.ts";
import { shoot } from "./looks.ts";
import { eventually, newPhone, type Scene } from "./scene.ts";
import * as shop from "./shop-steps.ts";

const offer = {
  title: "每店每天五百元预算",
  titleEn: "A budget for each store and day",
  storeName: "湖滨旗舰店",
  amountYuan: "7",
  thresholdYuan: "30",
};
const store = "hz01";

/** Limits beside the stock are set by clicks; the stop sign holds at once, and is lifted. */
export async function limitAndStop(scene: Scene): Promise<void> {
  const boss = await scene.enter({ device: "desk" });
  await desk.signInAtConsole(boss, "boss@demo.bihuan");
  await desk.openPlace(boss, "tea/offers");
  await desk.publishOffer(boss, offer, () => setLimits(boss));
  await boss.page.reload();
  await boss.page.getByRole("heading", { level: 1, name: offer.title }).waitFor();
  const caps = boss.page.locator(".c-limit").getByLabel("上限");
  await caps.nth(1).waitFor();
  assert.deepEqual(
    await caps.evaluateAll((all) => all.map((one) => Number((one as HTMLInputElement).value))),
    [1, 500],
    "the stored limits are shown as they were typed",
  );
  await stop(boss);
  const member = await scene.enter({ device: "phone" });
  await shop.scan(member, `${member.url}/tea/s/${store}`);
  await refused(member);
  await lift(boss);
  await member.page.reload();
  await member.page.getByRole("button", { name: `领取 ${offer.title}` }).tap();
  await member.page.getByText("领到了").waitFor();
  await scene.leave();
}

async function setLimits(boss: Person): Promise<void> {
  const { page } = boss;
  await page.getByText("更多限制").click();
  const add = page.getByRole("button", { name: "加一项限制" });
  await add.click();
  await add.click();
  const rows = page.locator(".c-limit");
  const second = rows.nth(1);
  await pick(boss, second.getByRole("combobox", { name: "按什么数" }), "每家门店");
  await pick(boss, second.getByRole("combobox", { name: "数什么" }), "最多优惠多少钱");
  await second.getByLabel("上限").fill("500");
  await rows.first().scrollIntoViewIfNeeded();
  await shoot(boss, "97-console-limits");
}

type Box = ReturnType<Person["page"]["getByRole"]>;

async function pick(boss: Person, box: Box, words: string): Promise<void> {
  await box.click();
  await boss.page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)")
    .locator(".ant-select-item-option", { hasText: words }).first().click();
}

async function stop(boss: Person): Promise<void> {
  const { page } = boss;
  await page.getByRole("button", { name: "紧急停用" }).click();
  await page.getByText("马上停用这个优惠？").waitFor();
  await page.locator(".ant-popconfirm").getByRole("button", { name: /确\s?定/ }).click();
  await page.getByRole("button", { name: "解除停用" }).waitFor();
  await desk.openPlace(boss, "tea/offers");
  await page.getByText("正在紧急停用").waitFor();
  await shoot(boss, "98-console-stopped");
}

/** Whoever has the page already is told at the last step, with what to do instead. */
async function refused(member: Person): Promise<void> {
  const { page } = member;
  await page.getByRole("button", { name: `领取 ${offer.title}` }).tap();
  await shop.fillCode(member, newPhone());
  await page.getByRole("button", { name: "确认领取" }).tap();
  await page.getByText("已被品牌紧急停用").waitFor();
  await shoot(member, "99-shop-stopped");
}

async function lift(boss: Person): Promise<void> {
  const { page } = boss;
  await page.getByRole("button", { name: "解除停用" }).click();
  await page.locator(".ant-popconfirm").getByRole("button", { name: /确\s?定/ }).click();
  await page.getByText("正在紧急停用").waitFor({ state: "detached" });
  await eventually(
    () => page.evaluate(() => fetch("/api/tea/stops").then((answer) => answer.json())),
    (answer: { items: readonly unknown[] }) => answer.items.length === 0,
  );
}
