import assert from "node:assert/strict";
import type { Person } from "#tests/support/browser.ts";
import { openPlace, signInAtConsole } from "./console-steps.ts";
import { atScan, nextOne, shootGun, signInAtCounter } from "./counter-steps.ts";
import { shoot } from "./looks.ts";
import { newPhone, type Scene } from "./scene.ts";
import * as shop from "./shop-steps.ts";

const store = "hz01";

/** Pay online and collect: the store sees it at once, hands it over once, and both see it done. */
export async function payAndCollect(scene: Scene): Promise<void> {
  const member = await scene.enter({ device: "phone" });
  const staff = await scene.enter({ device: "phone" });
  await signInAtCounter(staff, "guide@demo.bihuan");
  await paysOnline(member);
  await packs(staff);
  await showsCode(member);
  const first = await shop.spokenNumber(member);
  await handsOver(staff, member);
  await member.page.getByRole("heading", { name: "已取货" }).waitFor();
  await shoot(member, "258-shop-collected");
  await refusedAgain(staff, first);
  const boss = await scene.enter({ device: "desk" });
  await seesBoard(boss);
  await scene.leave();
}

async function paysOnline(member: Person): Promise<void> {
  const { page } = member;
  await shop.scan(member, `${member.url}/tea/s/${store}/goods`);
  await page.getByRole("button", { name: "加入购物车：龙井一杯" }).tap();
  await page.getByRole("link", { name: /^去购物车/ }).tap();
  await page.locator(".cart-total[aria-busy=false]").waitFor();
  await page.getByRole("link", { name: "去下单" }).tap();
  await shop.signInOnPage(member, newPhone());
  await page.getByRole("radio", { name: /现在付款/ }).waitFor();
  await page.locator(".checkout-total[aria-busy=false]").waitFor();
  await page.getByText(/到店自提，免运费/).waitFor();
  await shoot(member, "250-shop-checkout-pickup", { whole: true });
  await page.getByRole("button", { name: "提交并付款" }).tap();
  await page.getByRole("button", { name: "确认支付" }).tap();
  await page.getByRole("heading", { level: 1, name: "已付款，待取货" }).waitFor();
  await page.getByRole("link", { name: "出示取货码" }).waitFor();
  await shoot(member, "251-shop-order-pickup", { whole: true });
}

async function packs(staff: Person): Promise<void> {
  const { page } = staff;
  await page.getByRole("button", { name: "自提" }).tap();
  await page.locator(".pickup").first().waitFor();
  await shoot(staff, "252-counter-pickups");
  await page.locator(".pickup-head").first().tap();
  await page.getByRole("dialog").waitFor();
  await shoot(staff, "253-counter-pickup");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "备好了" }).first().tap();
  await page.getByText("已备好", { exact: true }).waitFor();
}

async function showsCode(member: Person): Promise<void> {
  const { page } = member;
  await page.goto(`/tea/wallet`);
  await page.getByText("已备好，可以来取").waitFor();
  await shoot(member, "254-shop-wallet-pickup");
  await page.getByRole("button", { name: "出示取货码" }).tap();
  await page.locator("svg.b-qr").waitFor();
  await shoot(member, "255-shop-pickup-code");
}

async function handsOver(staff: Person, member: Person): Promise<void> {
  const { page } = staff;
  await page.getByRole("button", { name: "扫码" }).tap();
  await atScan(staff);
  const spoken = await shop.spokenNumber(member);
  await shootGun(staff, spoken.replaceAll(" ", ""));
  await page.getByRole("heading", { name: "可以取货" }).waitFor();
  await page.getByText("龙井一杯 ×1").waitFor();
  await shoot(staff, "256-counter-pickup-preview");
  await page.getByRole("button", { name: "确认交付" }).tap();
  await page.getByRole("heading", { name: "已交付" }).waitFor();
  await shoot(staff, "257-counter-handed-over");
}

async function refusedAgain(staff: Person, spoken: string): Promise<void> {
  const { page } = staff;
  await nextOne(staff);
  await atScan(staff);
  await shootGun(staff, spoken.replaceAll(" ", ""));
  await page.getByRole("heading", { name: "不能核销" }).waitFor();
  const told = await page.locator(".refusal h2").innerText();
  assert.match(told, /已取货：.+，.+店/);
  await shoot(staff, "259-counter-second-hand-over");
}

async function seesBoard(boss: Person): Promise<void> {
  await signInAtConsole(boss, "boss@demo.bihuan");
  await openPlace(boss, "tea/pickups?state=collected");
  await boss.page.getByText("龙井一杯 ×1").first().waitFor();
  await shoot(boss, "260-console-pickups");
  await boss.page.getByRole("button", { name: "自提规则" }).click();
  await boss.page.getByLabel("付款后几天提醒").waitFor();
  await shoot(boss, "261-console-pickup-rules");
}
