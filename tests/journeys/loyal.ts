import assert from "node:assert/strict";
import type { Person } from "#tests/support/browser.ts";
import * as desk from "./console-steps.ts";
import { shoot } from "./looks.ts";
import { newPhone, type Scene } from "./scene.ts";
import * as shop from "./shop-steps.ts";

const store = "hz01";

/** Points earned by paying, the card with its tier, and an exchange in the points mall. */
export async function earnAndExchange(scene: Scene): Promise<void> {
  const boss = await scene.enter({ device: "desk" });
  await desk.signInAtConsole(boss, "boss@demo.bihuan");
  await setRules(boss);
  await refuseCardWithoutBenefit(boss);
  await seeMallItems(boss);
  const member = await scene.enter({ device: "phone" });
  await buy(member);
  await seeCard(member);
  await exchange(member);
  await seePostings(member);
  await seeMember(boss);
  await scene.leave();
}

async function setRules(boss: Person): Promise<void> {
  const { page } = boss;
  await page.goto("/console/tea/points");
  await page.getByRole("heading", { level: 1, name: "积分与会员卡" }).waitFor();
  const days = page.getByLabel("付款几天后可用");
  await days.fill("0");
  await shoot(boss, "160-console-points", { whole: true });
  await page.getByRole("button", { name: /保\s*存/ }).click();
  await page.getByText("已保存").waitFor();
}

async function refuseCardWithoutBenefit(boss: Person): Promise<void> {
  const { page } = boss;
  await page.getByRole("tab", { name: "会员卡与等级" }).click();
  await page.getByLabel("卡名").waitFor();
  assert.equal(await page.getByLabel("购物积分倍数").first().inputValue(), "1.20");
  await shoot(boss, "161-console-card", { whole: true });
  const all = page.locator("fieldset", { hasText: "所有会员都有的权益" });
  while ((await all.getByRole("button", { name: /删\s*除/ }).count()) > 0) {
    await all.getByRole("button", { name: /删\s*除/ }).first().click();
  }
  await page.getByRole("tabpanel").getByRole("button", { name: /保\s*存/ }).click();
  await page.getByText("请至少加一项不是折扣的权益").first().waitFor();
  await page.reload();
}

async function seeMallItems(boss: Person): Promise<void> {
  const { page } = boss;
  await page.getByRole("tab", { name: "积分商城" }).click();
  await page.getByText("明前龙井 50 克").waitFor();
  await shoot(boss, "163-console-mall");
}

async function buy(member: Person): Promise<void> {
  const { page } = member;
  await shop.scan(member, `${member.url}/tea/s/${store}/goods`);
  for (const name of ["龙井一杯", "九曲红梅一壶"]) {
    await page.getByRole("button", { name: `加入购物车：${name}` }).tap();
  }
  await page.getByRole("link", { name: /^去购物车/ }).tap();
  await page.locator(".cart-total[aria-busy=false]").waitFor();
  await page.getByRole("link", { name: "去下单" }).tap();
  await page.getByRole("heading", { level: 1, name: "确认订单" }).waitFor();
  await shop.signInOnPage(member, newPhone());
  await page.getByRole("radio", { name: /现在付款/ }).waitFor();
  await page.locator(".checkout-total[aria-busy=false]").waitFor();
  await page.getByRole("button", { name: "提交并付款" }).tap();
  await page.getByRole("button", { name: "确认支付" }).tap();
  await page.getByRole("heading", { level: 1, name: "已付款，待取货" }).waitFor();
}

const figureOf = async (member: Person): Promise<number> =>
  Number(await member.page.locator(".card-points strong").innerText());

async function seeCard(member: Person): Promise<void> {
  const { page } = member;
  await page.goto("/tea/me");
  await page.getByRole("link", { name: "会员卡" }).tap();
  await page.getByText("到店一盏茶").waitFor();
  await page.getByText(/再消费 .+ 升为银叶/).waitFor();
  await page.getByText("购物得 1.2 倍积分").waitFor();
  assert.ok((await figureOf(member)) >= 30, "enough for the cheapest item");
  await shoot(member, "164-shop-card", { whole: true });
  await page.getByRole("button", { name: "出示会员码" }).tap();
  await page.getByRole("dialog").getByText(/^\d{4} \d{4} \d{4}$/).waitFor();
  await shoot(member, "165-shop-card-code");
  await page.getByRole("button", { name: "关闭" }).tap();
}

async function exchange(member: Person): Promise<void> {
  const { page } = member;
  const before = await figureOf(member);
  await page.getByRole("link", { name: "积分商城" }).tap();
  await page.getByText("桂花糕一份").waitFor();
  await page.getByText(`我的 ${before} 分`).waitFor();
  await shoot(member, "166-shop-mall", { whole: true });
  await page.getByRole("button", { name: "兑换 桂花糕一份" }).tap();
  await page.getByRole("button", { name: "用 30 分兑换" }).waitFor();
  await shoot(member, "167-shop-mall-exchange");
  await page.getByRole("button", { name: "用 30 分兑换" }).tap();
  await page.getByText("已放入券包").waitFor();
  await shoot(member, "168-shop-mall-got");
  await page.getByRole("link", { name: "去看看" }).tap();
  await page.getByText("桂花糕一份").first().waitFor();
  await page.goto("/tea/card");
  await page.locator(".card-points strong").waitFor();
  assert.equal(await figureOf(member), before - 30);
}

async function seePostings(member: Person): Promise<void> {
  const { page } = member;
  await page.getByRole("link", { name: "积分明细" }).tap();
  await page.getByText("积分商城兑换用了 30 分").waitFor();
  await page.getByText(/付款得 \d+ 分/).waitFor();
  await shoot(member, "169-shop-points", { whole: true });
}

async function seeMember(boss: Person): Promise<void> {
  const { page } = boss;
  await page.goto("/console/tea/members");
  await page.getByRole("link", { name: "积分与等级" }).first().click();
  await page.getByText("兑换用掉 30 分").waitFor();
  await page.getByRole("button", { name: "补给或扣减" }).click();
  await page.getByLabel("增减多少积分").fill("20");
  await page.getByLabel("原因").fill("茶凉了，致歉");
  await shoot(boss, "170-console-member-correct");
  await page.getByRole("dialog").getByRole("button", { name: /保\s*存/ }).click();
  await page.getByText("茶凉了，致歉").waitFor();
  await shoot(boss, "171-console-member", { whole: true });
}
