import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { Person } from "#tests/support/browser.ts";
import { asked } from "./asked.ts";
import { openPlace, signInAtConsole } from "./console-steps.ts";
import { shoot } from "./looks.ts";
import { brandDay, newPhone, type Scene, withinOneDay } from "./scene.ts";
import * as shop from "./shop-steps.ts";

const store = "hz01";

/** One order paid by points, stored value and money; a part of it comes back in the same parts. */
export async function payInParts(scene: Scene): Promise<void> {
  await withinOneDay();
  const boss = await scene.enter({ device: "desk" });
  await signInAtConsole(boss, "boss@demo.bihuan");
  const member = await scene.enter({ device: "phone" });
  const phone = newPhone();
  await fillCart(member, phone);
  await enrich(boss, phone);
  await checkOut(member);
  const number = await pay(member);
  await takeBack(boss, number);
  await member.page.reload();
  await member.page.getByText("退回储值").first().waitFor();
  await shoot(member, "202-shop-order-parts-back", { whole: true });
  await reconcile(boss);
  await scene.leave();
}

async function fillCart(member: Person, phone: string): Promise<void> {
  const { page } = member;
  await shop.scan(member, `${member.url}/tea/s/${store}/goods`);
  for (const name of ["龙井一杯", "九曲红梅一壶"]) {
    await page.getByRole("button", { name: `加入购物车：${name}` }).tap();
  }
  await page.getByRole("link", { name: /^去购物车/ }).tap();
  await page.locator(".cart-total[aria-busy=false]").waitFor();
  await page.getByRole("link", { name: "去下单" }).tap();
  await page.getByRole("heading", { level: 1, name: "确认订单" }).waitFor();
  await shop.signInOnPage(member, phone);
  await page.locator(".checkout-total[aria-busy=false]").waitFor();
}

/** Points on, and stored value of ¥30 with ¥6 on top, both for this member. */
async function enrich(boss: Person, phone: string): Promise<void> {
  await asked(boss, "PUT", "points/settings", {
    active: true, earn: { points: 1, minor: 100 }, pendingDays: 0, expiry: { kind: "never" },
    step: { points: 100, minor: 100 }, capBps: 5_000,
  });
  await asked(boss, "PUT", "stored-value/settings", {
    isOn: true, useOrder: "in_proportion", issuer: "brand", mostMinor: 50_000, usedBonus: "keep",
    refundLater: true, offers: [{ payMinor: 3_000, bonusMinor: 600 }], closesOn: null,
    contract: { words: "储值协议：余额可退。", wordsEn: null },
  });
  const { items: [found] } = await asked<{ items: { memberId: string }[] }>(
    boss, "GET", `members?phone=${phone}`,
  );
  const memberId = found?.memberId ?? assert.fail("the member is not there");
  await asked(boss, "POST", `members/${memberId}/points/correct`, {
    points: 1_500, reason: "开业赠送",
  });
  const { contract } = await asked<{ contract: { hash: string } }>(
    boss, "GET", "stored-value/offers",
  );
  const { items: stores } = await asked<{ items: { storeId: string; code: string }[] }>(
    boss, "GET", "stores",
  );
  const storeId = stores.find((one) => one.code.toLowerCase() === store)?.storeId;
  await asked(boss, "POST", `members/${memberId}/top-ups`, {
    storeId, payMinor: 3_000, method: "cash", contractHash: contract.hash,
  });
}

const fen = (text: string): number =>
  Math.round(Number((/[\d,]+(\.\d+)?/.exec(text)?.[0] ?? "x").replaceAll(",", "")) * 100);

async function checkOut(member: Person): Promise<void> {
  const { page } = member;
  await page.reload();
  const total = page.locator(".checkout-total[aria-busy=false]");
  await total.waitFor();
  const whole = fen(await total.locator("strong").innerText());
  await page.getByRole("switch", { name: /^积分抵 ¥15/ }).tap();
  await page.getByText("还需付").waitFor();
  await page.getByRole("switch", { name: /^储值付 ¥36/ }).tap();
  await page.waitForFunction(
    (left) => document.querySelector(".checkout-total")?.textContent?.includes(left),
    String((whole - 5_100) / 100),
  );
  await shoot(member, "198-shop-checkout-parts", { whole: true });
}

async function pay(member: Person): Promise<string> {
  const { page } = member;
  await page.getByRole("button", { name: "提交并付款" }).tap();
  await page.getByRole("heading", { name: "模拟支付" }).waitFor();
  await page.getByRole("button", { name: "确认支付" }).tap();
  await page.getByRole("heading", { level: 1, name: "已付款，待取货" }).waitFor();
  await page.getByText("积分抵（1500 积分）").waitFor();
  await shoot(member, "199-shop-order-parts", { whole: true });
  return page.locator(".order-number strong").innerText();
}

async function takeBack(boss: Person, number: string): Promise<void> {
  const { page } = boss;
  await openPlace(boss, "tea/orders");
  await page.getByRole("button", { name: "订单规则" }).click();
  await page.getByText("重新计价：留下的商品按没买过退货的来算").waitFor();
  await shoot(boss, "203-console-order-rules");
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: number }).click();
  await page.getByText("积分抵（1500 积分）").waitFor();
  await shoot(boss, "200-console-order-parts", { whole: true });
  await page.getByRole("button", { name: "退货退款" }).click();
  await page.getByRole("spinbutton", { name: "九曲红梅一壶" }).fill("1");
  await page.getByText("收回得到的积分").waitFor();
  await shoot(boss, "201-console-return-parts");
  await page.getByRole("button", { name: /^确认退款/ }).click();
  await page.getByText("已退款", { exact: true }).first().waitFor();
}

/** The provider's own file, fetched and compared on the same page. */
async function reconcile(boss: Person): Promise<void> {
  const { page } = boss;
  await openPlace(boss, "tea/money");
  await page.getByLabel("到", { exact: true }).fill(brandDay(0));
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "下载渠道的对账单" }).click(),
  ]);
  const text = await readFile(await file.path(), "utf8");
  assert.match(text, /^kind,trade_no/);
  await page.locator("input[type=file]").setInputFiles({
    name: "statement.csv", mimeType: "text/csv", buffer: Buffer.from(text),
  });
  await page.getByRole("button", { name: "核对", exact: true }).click();
  await page.getByText("全部一致").waitFor();
  await shoot(boss, "204-console-money-fits");
}
