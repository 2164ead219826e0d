import assert from "node:assert/strict";
import type { Person } from "#tests/support/browser.ts";
import * as desk from "./console-steps.ts";
import { shoot } from "./looks.ts";
import { brandDay as day, newPhone, type Scene } from "./scene.ts";
import * as shop from "./shop-steps.ts";

const store = "hz01";

/** The theme box by deposit and balance: shown, paid in two parts, waited for, cancelled. */
export async function buyInPresale(scene: Scene, boss: Person, productId: string): Promise<void> {
  await takeDeposits(boss, productId, 1);
  await shoot(boss, "190-console-presale");
  const buyer = await scene.enter({ device: "phone" });
  await toCheckout(buyer, productId, true);
  await payDeposit(buyer);
  await buyer.page.getByText(/^尾款 ¥118，.+开始付$/).waitFor();
  await shoot(buyer, "193-shop-presale-waiting", { whole: true });
  const waiting = buyer.page.url();
  // An order keeps the days of its deposit; the next one has those of now.
  await takeDeposits(boss, productId, 0);
  await toCheckout(buyer, productId, false);
  await payDeposit(buyer);
  await payBalance(buyer);
  await seeInConsole(boss, buyer);
  await buyer.page.goto(waiting);
  await cancelIt(buyer);
}

/** Deposits until today; the balance from `from` days on. */
async function takeDeposits(boss: Person, productId: string, from: number): Promise<void> {
  const { page } = boss;
  await desk.openPlace(boss, `tea/products/${productId}`);
  const box = page.getByRole("group", { name: "预售：定金和尾款" });
  await box.getByRole("radio", { name: "每件固定金额" }).waitFor();
  await box.getByLabel("定金", { exact: true }).fill("30");
  await box.getByLabel("定金可抵（选填）").fill("50");
  await box.getByLabel("定金第一天").fill(day(-1));
  await box.getByLabel("定金最后一天").fill(day(0));
  await box.getByLabel("尾款第一天").fill(day(from));
  await box.getByLabel("尾款最后一天").fill(day(from + 2));
  await box.getByRole("radio", { name: "不退" }).click();
  await box.getByRole("button", { name: /开始预售|^保\s*存$/ }).click();
  await page.getByText("已保存").first().waitFor();
  await box.getByRole("button", { name: /结束预售/ }).waitFor();
}

async function toCheckout(buyer: Person, productId: string, first: boolean): Promise<void> {
  const { page } = buyer;
  await page.goto(`/tea/s/${store}/goods/${productId}`);
  await page.getByText("付了定金，价格不再变").waitFor();
  await page.getByRole("button", { name: "红茶", exact: true }).tap();
  await page.getByRole("button", { name: "两人", exact: true }).tap();
  if (first) await shoot(buyer, "191-shop-presale", { whole: true });
  await page.getByRole("button", { name: "加入购物车", exact: true }).tap();
  await page.locator(".cart-total[aria-busy=false]").waitFor();
  await page.getByRole("link", { name: /^去购物车/ }).tap();
  await page.getByRole("link", { name: "去下单" }).tap();
  await page.getByRole("heading", { level: 1, name: "确认订单" }).waitFor();
  if (first) await shop.signInOnPage(buyer, newPhone());
  await page.getByText("现在付，抵 ¥50，价格就此锁定").waitFor();
  await page.locator(".checkout-total[aria-busy=false]").waitFor();
  assert.match(await page.locator(".checkout-total").innerText(), /现在付定金\s*¥30/);
  if (first) await shoot(buyer, "192-shop-presale-checkout", { whole: true });
}

async function payDeposit(buyer: Person): Promise<void> {
  const { page } = buyer;
  await page.getByRole("button", { name: "提交并付定金" }).tap();
  await atProvider(buyer);
  await page.getByRole("heading", { level: 1, name: "定金已付，待付尾款" }).waitFor();
}

async function atProvider({ page }: Person): Promise<void> {
  await page.getByRole("heading", { name: "模拟支付" }).waitFor();
  await page.getByRole("button", { name: "确认支付" }).tap();
}

async function payBalance(buyer: Person): Promise<void> {
  const { page } = buyer;
  await page.getByRole("button", { name: "付尾款 ¥118" }).waitFor();
  await shoot(buyer, "194-shop-presale-balance");
  await page.getByRole("button", { name: "付尾款 ¥118" }).tap();
  await atProvider(buyer);
  await page.getByRole("heading", { level: 1, name: "已付款，待取货" }).waitFor();
  await shoot(buyer, "195-shop-presale-paid", { whole: true });
}

async function seeInConsole(boss: Person, buyer: Person): Promise<void> {
  const number = await buyer.page.locator(".order-number strong").innerText();
  const { page } = boss;
  await desk.openPlace(boss, "tea/orders");
  await page.getByText("已付定金，待付尾款").first().waitFor();
  await page.getByRole("link", { name: number }).click();
  await page.getByText("预售：定金和尾款").waitFor();
  await shoot(boss, "197-console-presale-order", { whole: true });
}

async function cancelIt(buyer: Person): Promise<void> {
  const { page } = buyer;
  await page.getByRole("button", { name: "取消订单" }).tap();
  // 20% of 148.00 is 29.60: the rest of the deposit comes back.
  await page.getByText("按预售规则，定金 ¥29.60 不退。").waitFor();
  await shoot(buyer, "196-shop-presale-cancel");
  await page.getByRole("dialog").getByRole("button", { name: "取消订单" }).tap();
  await page.getByRole("heading", { level: 1, name: "已取消" }).waitFor();
}
