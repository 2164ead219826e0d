import assert from "node:assert/strict";
import type { Person } from "#tests/support/browser.ts";
import * as desk from "./console-steps.ts";
import { shoot } from "./looks.ts";
import { newPhone, type Scene } from "./scene.ts";
import * as shop from "./shop-steps.ts";

const store = "hz01";

/** A member pays ahead, spends it in a store; the brand sees what its units owe each other. */
export async function topUpAndSpend(scene: Scene): Promise<void> {
  const boss = await scene.enter({ device: "desk" });
  await desk.signInAtConsole(boss, "boss@demo.bihuan");
  await seeRules(boss);
  const code = await exportCodes(boss);
  const member = await scene.enter({ device: "phone" });
  await topUp(member);
  await redeemCard(member, code);
  await buy(member);
  await seeMovements(member);
  await seeHolder(boss);
  await seeClearing(boss);
  await seeLedger(boss);
  await scene.leave();
}

async function seeRules(boss: Person): Promise<void> {
  const { page } = boss;
  await desk.openPlace(boss, "tea/stored-value");
  await page.getByRole("heading", { level: 1, name: "储值与礼品卡" }).waitFor();
  await page.getByLabel("每人本金上限").waitFor();
  await shoot(boss, "180-console-stored", { whole: true });
  await page.getByRole("tab", { name: "礼品卡" }).click();
  await page.getByText("茶礼卡 200 元").waitFor();
  await page.getByRole("button", { name: "制作礼品卡" }).click();
  await page.getByLabel("批次名称").fill("新年礼品卡");
  await shoot(boss, "181-console-gift-cards");
  await page.getByRole("dialog").getByRole("button", { name: /取\s*消/ }).click();
}

/** The codes of the cards that are given, as a printer gets them. */
async function exportCodes(boss: Person): Promise<string> {
  const { page } = boss;
  const row = page.getByRole("row", { name: /中秋礼盒随赠/ });
  await row.getByRole("button", { name: "导出卡密" }).click();
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: /确\s*定|OK/ }).last().click();
  const stream = await (await waiting).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const [, first = ""] = Buffer.concat(chunks).toString("utf8").split("\r\n");
  const code = first.split(",")[1] ?? "";
  assert.match(code, /^\d{4} \d{4} \d{4} \d{4}$/);
  return code;
}

const balance = (member: Person) => member.page.locator(".stored-sum strong");

async function topUp(member: Person): Promise<void> {
  const { page } = member;
  await shop.scan(member, `${member.url}/tea/stored-value`);
  await shop.signInOnPage(member, newPhone());
  await page.getByText("还没有储值").waitFor();
  await page.getByRole("button", { name: "充值" }).tap();
  await page.getByRole("radio", { name: /充 ¥500/ }).check();
  const pay = page.getByRole("button", { name: "支付 ¥500" });
  assert.ok(await pay.isDisabled(), "nothing is paid before the contract is accepted");
  await page.getByLabel("我已阅读并同意《储值协议》").check();
  await shoot(member, "182-shop-top-up");
  await pay.tap();
  await page.getByRole("button", { name: "确认支付" }).tap();
  await page.getByText("本金 ¥500 · 赠金 ¥50").first().waitFor();
  assert.equal(await balance(member).innerText(), "¥550");
  await shoot(member, "183-shop-stored", { whole: true });
}

async function redeemCard(member: Person, code: string): Promise<void> {
  const { page } = member;
  await page.getByRole("button", { name: "兑换礼品卡" }).tap();
  await page.getByLabel("16 位卡密").fill(code);
  await shoot(member, "184-shop-gift-card");
  await page.getByRole("button", { name: "兑换到储值" }).tap();
  await page.getByText("本金 ¥500 · 赠金 ¥100").first().waitFor();
  await page.getByRole("button", { name: "兑换礼品卡" }).tap();
  await page.getByLabel("16 位卡密").fill(code);
  await page.getByRole("button", { name: "兑换到储值" }).tap();
  await page.getByText("这张礼品卡已经兑换过了").waitFor();
  await page.getByRole("button", { name: "关闭" }).tap();
}

async function buy(member: Person): Promise<void> {
  const { page } = member;
  await page.goto(`${member.url}/tea/s/${store}/goods`);
  await page.getByRole("button", { name: "加入购物车：九曲红梅一壶" }).tap();
  await page.getByRole("link", { name: /^去购物车/ }).tap();
  await page.locator(".cart-total[aria-busy=false]").waitFor();
  await page.getByRole("link", { name: "去下单" }).tap();
  await page.getByRole("heading", { level: 1, name: "确认订单" }).waitFor();
  await page.getByRole("switch", { name: /储值/ }).tap();
  await page.locator(".checkout-total[aria-busy=false]").waitFor();
  await shoot(member, "185-shop-pay-stored");
  await page.getByRole("button", { name: "提交订单" }).tap();
  await page.getByRole("heading", { level: 1, name: "已付款，待取货" }).waitFor();
}

async function seeMovements(member: Person): Promise<void> {
  const { page } = member;
  await page.goto(`${member.url}/tea/stored-value`);
  await page.getByText("订单付款").waitFor();
  await shoot(member, "186-shop-movements", { whole: true });
}

async function seeHolder(boss: Person): Promise<void> {
  const { page } = boss;
  await desk.openPlace(boss, "tea/members");
  await page.getByRole("link", { name: "储值", exact: true }).first().click();
  await page.getByRole("heading", { name: /的储值$/ }).waitFor();
  await page.getByText("订单付款").waitFor();
  await refundTopUp(boss);
  await shoot(boss, "187-console-holder", { whole: true });
  await sendAgain(boss);
}

/** The way it was paid; the provider's refusal is made up, for the simulator never refuses. */
async function refundTopUp(boss: Person): Promise<void> {
  const { page } = boss;
  await page.getByRole("row", { name: /^充值/ }).getByRole("button", { name: /退\s*款/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: /退\s*款/ }).click();
  await page.getByRole("heading", { name: "退款记录" }).waitFor();
  await page.getByText(/^(正在|已)原路退回$/).waitFor();
  await page.route(/\/stored-refunds$/, async (route) => {
    const answer = await route.fetch();
    const { items } = await answer.json();
    const [first, ...rest] = items;
    const failed = { ...first, state: "failed", failure: "商户余额不足" };
    await route.fulfill({ response: answer, json: { items: [failed, ...rest] } });
  });
  await page.reload();
  await page.getByText("支付渠道退款失败 · 商户余额不足").waitFor();
}

async function sendAgain(boss: Person): Promise<void> {
  const { page } = boss;
  let asked = "";
  await page.route(/\/stored-refunds\/[^/]+\/retry$/, async (route) => {
    asked = route.request().method();
    await route.fulfill({ status: 200, json: {} });
  });
  await page.getByRole("button", { name: "重新退款" }).click();
  await page.getByText("已重新发起，同一笔只会退一次").waitFor();
  assert.equal(asked, "POST");
  // The list is asked for again after the retry: its answer is on its way.
  await page.unrouteAll({ behavior: "wait" });
}

async function seeClearing(boss: Person): Promise<void> {
  const { page } = boss;
  await desk.openPlace(boss, "tea/clearing");
  await page.getByRole("heading", { level: 1, name: "门店结算" }).waitFor();
  const first = page.getByRole("row").last().getByRole("link");
  await first.click();
  await page.getByText("净额合计 ¥0").waitFor();
  await shoot(boss, "188-console-statement", { whole: true });
  await page.getByRole("button", { name: "看明细" }).first().click();
  await page.getByRole("dialog").getByText("核销").first().waitFor();
  await page.keyboard.press("Escape");
}

async function seeLedger(boss: Person): Promise<void> {
  const { page } = boss;
  await desk.openPlace(boss, "tea/ledger?kind=clearing");
  await page.getByRole("heading", { level: 1, name: "账本" }).waitFor();
  await page.getByText("门店往来").first().waitFor();
  await page.getByRole("button", { name: "看分录" }).first().click();
  await page.locator(".c-legs").first().waitFor();
  await shoot(boss, "189-console-ledger");
}
