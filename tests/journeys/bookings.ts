import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import type { Person } from "#tests/support/browser.ts";
import { ask } from "./cart-offers.ts";
import { signInAtConsole } from "./console-steps.ts";
import * as counter from "./counter-steps.ts";
import { shoot } from "./looks.ts";
import { newPhone, type Scene } from "./scene.ts";
import * as shop from "./shop-steps.ts";

export const store = "hz01";
const service = "快闪茶席";

/** A table that is there at any hour, so that the journey may be walked at any hour. */
export async function openTable(boss: Person): Promise<{ storeId: string }> {
  const { store: { storeId } } = await ask<{ store: { storeId: string } }>(boss, {
    method: "GET", path: `/tea/api/stores/${store}/page`,
  });
  const { items } = await ask<{ items: { productId: string; externalCode: string }[] }>(boss, {
    method: "GET", path: "/api/tea/products?limit=100",
  });
  const deposit = items.find((one) => one.externalCode === "DEP-TASTE") ?? assert.fail();
  const { serviceId } = await ask<{ serviceId: string }>(boss, {
    method: "POST",
    path: "/api/tea/booking-services",
    body: {
      unitId: storeId, name: service, nameEn: "Tea table, just now",
      about: "坐下就有一壶好茶，半小时。", aboutEn: "Sit down to a good pot, half an hour.",
      needs: ["room"], durationMin: 30, gridMin: 15, leadMin: 0, cancelMin: 0, capacity: 2,
      priceMinor: 6_800, depositMinor: 3_000, depositProductId: deposit.productId,
    },
  });
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday, opensMin: 0, closesMin: 1_440,
  }));
  const body = {
    storeId, kind: "room", name: "门厅茶席", nameEn: "Table in the hall", skills: [serviceId], hours,
  };
  await ask(boss, { method: "POST", path: "/api/tea/booking-resources", body });
  return { storeId };
}

/** Book with a deposit, scan the sign at the door, be served, rate. */
export async function bookAndBeServed(scene: Scene): Promise<void> {
  const boss = await scene.enter({ device: "desk" });
  await signInAtConsole(boss, "boss@demo.bihuan");
  const { storeId } = await openTable(boss);
  const { link } = await ask<{ link: string }>(boss, {
    method: "GET", path: `/api/tea/stores/${storeId}/check-in-code`,
  });
  const member = await scene.enter({ device: "phone" });
  const second = await scene.enter({ device: "phone" });
  const when = await bookWithDeposit(member);
  await waitForIt(second, when);
  const guide = await scene.enter({ device: "phone" });
  await openDesk(guide);
  await checkInAtDoor(member, link);
  await serve(guide);
  await rate(member);
  await logWalkIn(guide);
  await logCall(guide);
  await changeAndCancel(second);
  await scanTheirs(guide, member);
  await scene.leave();
}

/** As the page shows them: late in the evening the time may be the last of its day. */
interface When {
  readonly date: string;
  readonly time: string;
}

async function bookWithDeposit(member: Person): Promise<When> {
  const { page } = member;
  await shop.scan(member, `${member.url}/tea/s/${store}`);
  await shoot(member, "230-shop-store-bookings", { whole: true });
  await page.getByRole("link", { name: /^预约到店/ }).tap();
  await page.getByRole("button", { name: new RegExp(service) }).waitFor();
  await shoot(member, "231-shop-book-services");
  await page.getByRole("button", { name: new RegExp(service) }).tap();
  const free = page.locator(".book-time:not(.book-time-full)");
  await free.first().waitFor();
  // The very first may be over before the deposit is paid; the evening's last has none beside it.
  if ((await free.count()) < 2) await page.locator(".book-day-some").nth(1).tap();
  const first = free.nth(1);
  await shoot(member, "232-shop-book-times", { whole: true });
  const shown = async (within: Locator) => (await within.locator("strong").innerText()).trim();
  const date = await shown(page.locator(".book-day[aria-pressed=true]"));
  const time = await shown(first);
  await first.tap();
  await page.getByRole("dialog", { name: "确认预约" }).waitFor();
  await shop.fillCode(member, newPhone());
  await shoot(member, "233-shop-book-confirm");
  await page.getByRole("button", { name: "约好并付定金 ¥30" }).tap();
  await page.getByRole("heading", { name: "模拟支付" }).waitFor();
  await page.getByRole("button", { name: "确认支付" }).tap();
  await page.getByRole("heading", { level: 1, name: "已约好" }).waitFor();
  await page.locator("svg.b-qr").waitFor();
  await shoot(member, "234-shop-booking", { whole: true });
  return { date, time };
}

/** The same time is full for the next one, who joins the wait-list. */
async function waitForIt(second: Person, { date, time }: When): Promise<void> {
  const { page } = second;
  await shop.scan(second, `${second.url}/tea/s/${store}/book`);
  await page.getByRole("button", { name: new RegExp(service) }).tap();
  await page.locator(".book-day", { has: page.getByText(date, { exact: true }) }).tap();
  await page.getByRole("button", { name: `${time} 约满，可候补` }).first().tap();
  await page.getByRole("dialog", { name: "排候补" }).waitFor();
  await shop.fillCode(second, newPhone());
  await page.getByRole("button", { name: "排上候补" }).tap();
  await page.getByRole("heading", { level: 1, name: "我的预约" }).waitFor();
  await page.getByText("您是下一位").waitFor();
  await shoot(second, "235-shop-bookings-waiting", { whole: true });
}

async function openDesk(guide: Person): Promise<void> {
  const { page } = guide;
  await counter.signInAtCounter(guide, "guide@demo.bihuan");
  await page.getByRole("button", { name: "预约", exact: true }).tap();
  await page.getByRole("heading", { level: 1, name: "今天的预约" }).waitFor();
  await page.locator(".booking, .rows").first().waitFor();
  await shoot(guide, "240-counter-bookings");
  await page.getByRole("button", { name: "签到码" }).tap();
  await page.locator("svg.b-qr").waitFor();
  await shoot(guide, "241-counter-door-code");
  await page.getByRole("button", { name: "关闭" }).tap();
}

async function checkInAtDoor(member: Person, link: string): Promise<void> {
  const { page } = member;
  await page.goto(link.replace(/^https?:\/\/[^/]+/, member.url));
  await page.getByText("签到成功").waitFor();
  await shoot(member, "236-shop-checked-in");
}

/** The desk sees who checked in at the door without asking for it. */
async function serve(guide: Person): Promise<void> {
  const { page } = guide;
  const card = page.locator(".booking-arrived", { hasText: service });
  await card.getByText(/自助签到/).waitFor();
  await shoot(guide, "242-counter-arrived");
  await card.getByRole("button", { name: "开始服务" }).tap();
  const serving = page.locator(".booking-serving", { hasText: service });
  await serving.getByRole("button", { name: "服务完成" }).tap();
  await page.getByText("已完成", { exact: true }).first().waitFor();
}

async function rate(member: Person): Promise<void> {
  const { page } = member;
  await page.getByRole("link", { name: "看预约" }).tap();
  await page.getByRole("heading", { level: 1, name: "已完成" }).waitFor();
  await page.getByRole("button", { name: "5 分" }).tap();
  await page.getByText("您给了 5 分，谢谢").waitFor();
  await shoot(member, "237-shop-booking-rated", { whole: true });
}

/** Open, the service, now: three activations at the most; typing is not counted. */
async function logWalkIn(guide: Person): Promise<void> {
  const { page } = guide;
  let taps = 0;
  const tap = async (name: string | RegExp) => {
    taps += 1;
    await page.getByRole("button", { name }).first().tap();
  };
  await tap("登记到店或来电");
  await page.getByRole("dialog").getByLabel("称呼（选填）").fill("孙先生");
  await page.locator(".times li").first().waitFor();
  await shoot(guide, "243-counter-log");
  await tap("选茶顾问");
  await tap("人已到店，现在登记");
  await page.locator(".booking-arrived", { hasText: "孙先生" }).waitFor();
  assert.ok(taps <= 3, `${taps} activations`);
}

/** Somebody calls: open, the service, the time. */
async function logCall(guide: Person): Promise<void> {
  const { page } = guide;
  let taps = 0;
  const tap = async (what: ReturnType<typeof page.locator>) => {
    taps += 1;
    await what.first().tap();
  };
  await tap(page.getByRole("button", { name: "登记到店或来电" }));
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("称呼（选填）").fill("来电的陶女士");
  await tap(sheet.getByRole("button", { name: service }));
  await tap(sheet.locator(".times button:not([disabled])"));
  await page.getByText("来电的陶女士").first().waitFor();
  assert.ok(taps <= 3, `${taps} activations`);
}

/** Another day, another time, and away: the rule stands before each. */
async function changeAndCancel(second: Person): Promise<void> {
  const { page } = second;
  await page.goto(`/tea/s/${store}/book`);
  await page.getByRole("button", { name: /选茶顾问/ }).tap();
  await page.locator(".book-day-some").nth(2).tap();
  await page.locator(".book-time:not(.book-time-full)").first().tap();
  await page.getByRole("button", { name: "确认预约", exact: true }).tap();
  await page.getByRole("heading", { level: 1, name: "已约好" }).waitFor();
  await page.getByRole("button", { name: "改时间" }).tap();
  await page.getByRole("dialog").locator(".book-day-some").nth(3).tap();
  await page.getByRole("dialog").locator(".book-time:not(.book-time-full)").nth(2).tap();
  await shoot(second, "238-shop-booking-change");
  await page.getByRole("button", { name: /^改到/ }).tap();
  await page.getByText(/^已改到/).waitFor();
  await page.getByRole("button", { name: "取消预约" }).first().tap();
  await page.getByRole("dialog").getByText(/前取消免费/).waitFor();
  await shoot(second, "239-shop-booking-cancel");
  await page.getByRole("dialog").getByRole("button", { name: "取消预约" }).tap();
  await page.getByRole("heading", { level: 1, name: "已取消" }).waitFor();
}

/** The member's own code, scanned at the desk, checks in by itself. */
async function scanTheirs(guide: Person, member: Person): Promise<void> {
  const { page } = member;
  await page.goto(`/tea/s/${store}/book`);
  await page.getByRole("button", { name: /选茶顾问/ }).tap();
  await page.locator(".book-day-some").first().tap();
  await page.locator(".book-time:not(.book-time-full)").first().tap();
  await page.getByRole("button", { name: "确认预约", exact: true }).tap();
  await page.getByRole("heading", { level: 1, name: "已约好" }).waitFor();
  const number = (await page.locator(".booking-number b").innerText()).replaceAll(" ", "");
  await counter.shootGun(guide, `${member.url}/tea/b#${number}`);
  await guide.page.getByRole("heading", { level: 1, name: "已签到" }).waitFor();
  await shoot(guide, "244-counter-checked-in");
  await guide.page.getByRole("button", { name: "扫下一张" }).tap();
}
