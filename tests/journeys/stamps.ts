import assert from "node:assert/strict";
import type { Person } from "#tests/support/browser.ts";
import { choose, openPlace, signInAtConsole } from "./console-steps.ts";
import { atScan, nextOne, shootGun, signInAtCounter } from "./counter-steps.ts";
import { readQr } from "./codes.ts";
import { shoot } from "./looks.ts";
import { newPhone, type Scene } from "./scene.ts";
import * as shop from "./shop-steps.ts";

/** A card from the console to its first stamp by the store's screen, and a free tea on top. */
export async function stampAndTea(scene: Scene): Promise<void> {
  const boss = await scene.enter({ device: "desk" });
  await signInAtConsole(boss, "boss@demo.bihuan");
  await makeCard(boss);
  await makeRight(boss);
  const staff = await scene.enter({ device: "phone" });
  await signInAtCounter(staff, "guide@demo.bihuan");
  const member = await scene.enter({ device: "phone" });
  await shop.scan(member, `${member.url}/tea/cards`);
  await shop.signInOnPage(member, newPhone());
  await member.page.locator(".stamp-card").first().waitFor();
  await scansScreen(staff, member);
  await stampedOnce(staff, member);
  await takesTea(staff, member);
  await openPlace(boss, "tea/stamp-cards");
  await shoot(boss, "269-console-stamp-figures");
  await scene.leave();
}

async function makeCard(boss: Person): Promise<void> {
  const { page } = boss;
  await openPlace(boss, "tea/stamp-cards");
  await page.getByRole("button", { name: "新建集点卡" }).first().click();
  await page.getByLabel("卡名").fill("茶客卡");
  await page.getByLabel("英文名（选填）").fill("Tea card");
  await choose(boss, "优惠券", "龙井一杯兑换");
  await shoot(boss, "262-console-new-stamp-card", { whole: true });
  await page.getByRole("button", { name: "建好（先存为草稿）" }).click();
  await page.getByRole("button", { name: "开 始" }).or(page.getByRole("button", { name: "开始" }))
    .first().click();
  await page.getByRole("tooltip").getByRole("button", { name: /确\s*定|OK/ }).click();
  await page.getByText("进行中").first().waitFor();
  await shoot(boss, "263-console-stamp-cards");
}

async function makeRight(boss: Person): Promise<void> {
  const { page } = boss;
  await openPlace(boss, "tea/stamp-cards?tab=rights");
  await page.getByRole("button", { name: "新建权益" }).first().click();
  await page.getByLabel("送什么").fill("外地会员请喝一杯茶");
  await page.getByLabel("英文名（选填）").fill("A free tea for guests from afar");
  await page.getByRole("button", { name: /保\s*存/ }).click();
  await page.getByText("外地会员请喝一杯茶").first().waitFor();
}

async function scansScreen(staff: Person, member: Person): Promise<void> {
  const { page } = staff;
  await page.reload();
  await page.getByRole("button", { name: "出示集点码" }).tap();
  await page.locator(".stamp-qr svg.b-qr").waitFor();
  await shoot(staff, "264-counter-stamp-code");
  const link = await readQr(await page.screenshot({ scale: "css" }));
  assert.match(link, /\/tea\/stamp#[\w-]{48}$/);
  await member.page.goto(link);
  await member.page.getByRole("heading", { name: "盖好了" }).waitFor();
  await shoot(member, "265-shop-stamped");
  await member.page.getByRole("button", { name: "看我的集点卡" }).tap();
  await member.page.locator(".stamp-full").first().waitFor();
  await shoot(member, "266-shop-stamp-cards", { whole: true });
  await page.keyboard.press("Escape");
}

/** The same visit by the member's own code: it is told when and where it was stamped. */
async function stampedOnce(staff: Person, member: Person): Promise<void> {
  await member.page.getByRole("link", { name: "出示我的集点码" }).tap();
  await member.page.locator("svg.b-qr").waitFor();
  await atScan(staff);
  await shootGun(staff, (await shop.spokenNumber(member)).replaceAll(" ", ""));
  await staff.page.getByText(/这次到店已集过点/).waitFor();
  await shoot(staff, "267-counter-stamped-already");
  await staff.page.getByRole("button", { name: /继续扫码|扫下一张|重新扫/ }).first().tap();
}

async function takesTea(staff: Person, member: Person): Promise<void> {
  await member.page.goto("/tea/cards");
  await member.page.locator(".right-line", { hasText: "外地会员请喝一杯茶" })
    .getByRole("button", { name: "领取" }).tap();
  await member.page.getByRole("textbox", { name: "常住城市" }).fill("上海");
  await member.page.getByRole("dialog").getByRole("button", { name: "领取" }).tap();
  await member.page.locator("svg.b-qr").waitFor();
  await atScan(staff);
  await shootGun(staff, (await shop.spokenNumber(member)).replaceAll(" ", ""));
  await staff.page.getByRole("button", { name: "确认交给会员" }).waitFor();
  await shoot(staff, "268-counter-free-tea");
  await staff.page.getByRole("button", { name: "确认交给会员" }).tap();
  await staff.page.getByRole("heading", { name: "核销成功" }).waitFor();
  await nextOne(staff);
  await member.page.getByRole("heading", { name: "已使用" }).waitFor();
}
