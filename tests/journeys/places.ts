import assert from "node:assert/strict";
import type { Person } from "#tests/support/browser.ts";
import { atRest } from "#tests/support/rest.ts";
import { choose, openPlace, signInAtConsole } from "./console-steps.ts";
import { signInAtCounter } from "./counter-steps.ts";
import { shoot } from "./looks.ts";
import type { Scene } from "./scene.ts";

/** Stores that sell nothing, beside each other and for the boss; both closings by group. */
export async function rankPlaces(scene: Scene): Promise<void> {
  const boss = await scene.enter({ device: "desk" });
  const { page } = boss;
  await signInAtConsole(boss, "boss@demo.bihuan");
  await page.getByText("4 家体验店").waitFor();
  await shoot(boss, "310-console-boss-experience", { whole: true });
  await page.getByRole("link", { name: "看排名" }).click();
  await page.getByRole("heading", { level: 1, name: "门店排名" }).waitFor();
  await page.getByText(/龙坞体验店居首/).waitFor();
  await shoot(boss, "311-console-store-figures", { whole: true });
  await choose(boss, "按什么排", "带动订单");
  await page.getByText(/^按带动订单/).waitFor();
  const orders = page.getByRole("row", { name: /龙坞体验店/ })
    .getByRole("button", { name: /^带动订单/ });
  const told = Number(await orders.innerText());
  assert.ok(told > 0, "the sample's guests ordered from home");
  await orders.click();
  await page.getByRole("dialog").getByText("订单付清").first().waitFor();
  await atRest(boss);
  assert.equal(await page.getByRole("dialog").getByText("订单付清").count(), told);
  await shoot(boss, "312-console-assisted-orders");
  await openPlace(boss, "tea/loop?by=store");
  await page.getByRole("columnheader", { name: "合格成交率" }).waitFor();
  await shoot(boss, "313-console-loop-by-store", { whole: true });
  await scene.leave();
}

/** Care and applications at the counter, each in three activations at the most. */
export async function workAtCounter(scene: Scene): Promise<void> {
  const staff = await scene.enter({ device: "phone" });
  await signInAtCounter(staff, "guide@demo.bihuan");
  await doCare(staff);
  await staff.page.getByRole("button", { name: "扫码", exact: true }).tap();
  await acceptOne(staff);
  await printAgain(staff);
  await scene.leave();
}

/** Counts what is activated; typing is not. */
function counting({ page }: Person) {
  let count = 0;
  return {
    async tap(role: "button" | "tab", name: string | RegExp) {
      count += 1;
      await page.getByRole(role, { name }).first().tap();
    },
    within: (most: number) => assert.ok(count <= most, `${count} activations`),
  };
}

async function doCare(staff: Person): Promise<void> {
  const { page } = staff;
  const act = counting(staff);
  await act.tap("button", /^今日$/);
  await act.tap("tab", /^关怀/);
  const tasks = page.locator(".duty");
  await tasks.first().waitFor();
  await shoot(staff, "314-counter-care");
  // Read after the picture, which waits for all of them.
  const before = await tasks.count();
  await act.tap("button", /^(完成|已解决)$/);
  await page.getByText("已完成", { exact: true }).waitFor();
  await page.waitForFunction((most) => document.querySelectorAll(".duty").length < most, before);
  act.within(3);
}

async function acceptOne(staff: Person): Promise<void> {
  const { page } = staff;
  const act = counting(staff);
  await act.tap("button", /^今日$/);
  await act.tap("tab", /^申请/);
  await page.locator(".duty", { hasText: "魏以宁" }).waitFor();
  await shoot(staff, "315-counter-applications");
  await act.tap("button", /^受理$/);
  await page.getByText("已受理", { exact: true }).waitFor();
  act.within(3);
  await page.locator(".duty", { hasText: "魏以宁" }).getByRole("button").first().tap();
  const sheet = page.getByRole("dialog");
  await sheet.getByText("梅家坞").waitFor();
  await shoot(staff, "316-counter-application");
  await sheet.getByRole("button", { name: "办完", exact: true }).tap();
  await sheet.getByLabel("办理结果（写进文书）").fill("已登记在册。");
  await sheet.getByRole("button", { name: "办完并出具文书" }).tap();
  await sheet.getByText(/兹证明 魏以宁/).waitFor();
}

/** The second print is marked, here as everywhere. */
async function printAgain(staff: Person): Promise<void> {
  const sheet = staff.page.getByRole("dialog");
  await sheet.getByRole("button", { name: "打印文书" }).tap();
  await sheet.getByRole("link", { name: "打开 PDF", exact: true }).waitFor();
  await shoot(staff, "317-counter-application-done");
}
