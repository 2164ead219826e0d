import assert from "node:assert/strict";
import type { Person } from "#tests/support/browser.ts";
import { signInAtConsole } from "./console-steps.ts";
import { shoot } from "./looks.ts";
import { newPhone, type Scene } from "./scene.ts";
import * as shop from "./shop-steps.ts";

const store = "hz01";

/** From the cart to money and back: order, pay, hand over, return a part of it. */
export async function orderAndReturn(scene: Scene): Promise<void> {
  const member = await scene.enter({ device: "phone" });
  await fillCart(member);
  await checkOut(member);
  const number = await payOnline(member);
  const boss = await scene.enter({ device: "desk" });
  await signInAtConsole(boss, "boss@demo.bihuan");
  await handOver(boss, number);
  await takeBack(boss);
  await seeRefund(member);
  await reconciled(boss);
  await scene.leave();
}

async function fillCart(member: Person): Promise<void> {
  const { page } = member;
  await shop.scan(member, `${member.url}/tea/s/${store}/goods`);
  for (const name of ["龙井一杯", "九曲红梅一壶"]) {
    await page.getByRole("button", { name: `加入购物车：${name}` }).tap();
  }
  await page.getByRole("link", { name: /^去购物车/ }).tap();
  await page.locator(".cart-total[aria-busy=false]").waitFor();
}

async function checkOut(member: Person): Promise<void> {
  const { page } = member;
  await page.getByRole("link", { name: "去下单" }).tap();
  await page.getByRole("heading", { level: 1, name: "确认订单" }).waitFor();
  await shop.signInOnPage(member, newPhone());
  await page.getByRole("radio", { name: /现在付款/ }).waitFor();
  await page.locator(".checkout-total[aria-busy=false]").waitFor();
  await page.getByLabel("留言（选填）").fill("六点来取");
  await shoot(member, "150-shop-checkout", { whole: true });
  await page.getByRole("button", { name: "提交并付款" }).tap();
  await page.getByRole("heading", { name: "模拟支付" }).waitFor();
  await shoot(member, "151-pay-simulator");
}

async function payOnline(member: Person): Promise<string> {
  const { page } = member;
  await page.getByRole("button", { name: "确认支付" }).tap();
  await page.getByRole("heading", { level: 1, name: "已付款，待取货" }).waitFor();
  await shoot(member, "152-shop-order-paid", { whole: true });
  const number = (await page.locator(".order-number strong").innerText()).replaceAll(" ", "");
  assert.match(number, /^\d{14}$/);
  const back = await page.goto(`/tea/orders`);
  assert.equal(back?.status(), 200);
  await page.getByText("已付款，待取货").waitFor();
  await shoot(member, "153-shop-orders");
  await page.locator(".orders-row").first().tap();
  await page.locator(".order-number").waitFor();
  return number;
}

async function handOver(boss: Person, number: string): Promise<void> {
  const { page } = boss;
  await page.goto("/console/tea/orders");
  await page.getByRole("heading", { level: 1, name: "订单" }).waitFor();
  await page.getByText("已付款，待交付").first().waitFor();
  await shoot(boss, "154-console-orders");
  await page.getByRole("link", { name: number.replace(/(\d{4})(?=\d)/g, "$1 ") }).click();
  await page.getByText("会员留言：六点来取").waitFor();
  await page.getByRole("button", { name: "确认交付" }).click();
  await page.getByRole("tooltip").getByRole("button", { name: /确\s*定|OK/ }).click();
  await page.getByText("已交付，待验收").first().waitFor();
  await shoot(boss, "155-console-order", { whole: true });
}

const fen = (text: string): number =>
  Math.round(Number((/[\d,]+(\.\d+)?/.exec(text)?.[0] ?? "x").replaceAll(",", "")) * 100);

async function takeBack(boss: Person): Promise<void> {
  const { page } = boss;
  await page.getByRole("button", { name: "退货退款" }).click();
  await page.getByRole("spinbutton", { name: "龙井一杯" }).fill("1");
  const amount = page.locator(".c-return-effect dd").first();
  await amount.waitFor();
  const shown = fen(await amount.innerText());
  assert.ok(shown > 0);
  await shoot(boss, "156-console-return");
  await page.getByRole("button", { name: /^确认退款/ }).click();
  await page.getByText("已退款", { exact: true }).first().waitFor();
}

async function seeRefund(member: Person): Promise<void> {
  const { page } = member;
  await page.reload();
  await page.getByText("已退 1 件").waitFor();
  await page.getByRole("button", { name: "确认验收" }).tap();
  await page.getByRole("heading", { level: 1, name: "已验收" }).waitFor();
  await shoot(member, "157-shop-order-refunded", { whole: true });
}

async function reconciled(boss: Person): Promise<void> {
  const { page } = boss;
  await page.goto("/console/tea/money");
  await page.getByRole("heading", { level: 1, name: "对账" }).waitFor();
  await page.getByText("没有对不上的通知。").waitFor();
  await shoot(boss, "158-console-money");
}
