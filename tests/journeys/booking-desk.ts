import assert from "node:assert/strict";
import type { Person } from "#tests/support/browser.ts";
import { atRest } from "#tests/support/rest.ts";
import * as desk from "./console-steps.ts";
import { shoot } from "./looks.ts";
import { ask } from "./cart-offers.ts";
import { brandDay, type Scene, withinOneDay } from "./scene.ts";

/** The manager's side: the calendar, services and hours, a closed day, and the feeds. */
export async function lookAtCalendars(scene: Scene): Promise<void> {
  await withinOneDay();
  const boss = await scene.enter({ device: "desk" });
  await desk.signInAtConsole(boss, "boss@demo.bihuan");
  await lookAtDay(boss);
  await writeTomorrow(boss);
  await lookAtSetup(boss);
  await closeTomorrow(boss);
  await shareCalendar(boss);
  await scene.leave();
}

async function lookAtDay(boss: Person): Promise<void> {
  const { page } = boss;
  await desk.openPlace(boss, "tea/bookings");
  await desk.choose(boss, "门店", "湖滨旗舰店");
  await page.locator("main").getByLabel("日期").fill(await sampleDay(boss));
  await page.locator(".c-calendar-one").first().waitFor();
  await shoot(boss, "245-console-bookings", { whole: true });
  await page.locator(".c-bar .ant-segmented-item", { hasText: "一周" }).click();
  await page.locator(".c-calendar-one").first().waitFor();
  await shoot(boss, "246-console-bookings-week", { whole: true });
  await page.getByRole("button", { name: /林女士/ }).first().click();
  await page.getByRole("dialog").getByText("预约号").waitFor();
  await shoot(boss, "247-console-booking");
  await page.getByRole("dialog").getByRole("button", { name: /Close|关闭/ }).click();
}

/** The demo's today, which was yesterday where midnight has passed since it was made. */
async function sampleDay(boss: Person): Promise<string> {
  const { store: { storeId } } = await ask<{ store: { storeId: string } }>(boss, {
    method: "GET", path: "/tea/api/stores/hz01/page",
  });
  const path = `/api/tea/bookings?storeId=${storeId}&from=${brandDay(-1)}&days=2&limit=200`;
  const { items } = await ask<{ items: { guestName: string | null; startsAt: number }[] }>(
    boss, { method: "GET", path },
  );
  const found = items.find((one) => one.guestName === "林女士") ?? assert.fail("no sample");
  const at = Temporal.Instant.fromEpochMilliseconds(found.startsAt);
  return at.toZonedDateTimeISO("Asia/Shanghai").toPlainDate().toString();
}

/** Somebody calls about tomorrow. */
async function writeTomorrow(boss: Person): Promise<void> {
  const { page } = boss;
  await page.getByRole("button", { name: "登记预约" }).click();
  const drawer = page.getByRole("dialog", { name: "登记预约" });
  await drawer.getByLabel("称呼（选填）").fill("孔先生");
  await desk.choose(boss, "项目", "选茶顾问");
  await drawer.getByLabel("日期").fill(brandDay(1));
  // Until they are there, the times are those of the day before.
  await atRest(boss);
  await drawer.locator(".c-times-list label").nth(3).click();
  await drawer.getByRole("button", { name: /登\s?记/ }).click();
  await page.getByText("已登记").waitFor();
}

async function lookAtSetup(boss: Person): Promise<void> {
  const { page } = boss;
  await page.getByRole("button", { name: "预约设置" }).click();
  await page.getByRole("button", { name: "茶艺体验", exact: true }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByLabel("开始前多久可以取消").waitFor();
  await drawer.getByLabel("迟到多久算没有来").fill("25");
  await shoot(boss, "248-console-booking-service");
  await drawer.getByRole("button", { name: /保\s?存/ }).click();
  await page.getByText("已保存").waitFor();
  await page.getByRole("tab", { name: "接待人和位置" }).click();
  await page.getByRole("button", { name: "沈知秋" }).click();
  await page.getByRole("dialog").getByRole("switch", { name: "自己的时间" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "每天同样时间" }).click();
  await page.getByRole("dialog").getByRole("button", { name: /保\s?存/ }).click();
  await page.getByText("自己的时间").first().waitFor();
}

/** Nothing is closed before it is said what becomes of each booking that it touches. */
async function closeTomorrow(boss: Person): Promise<void> {
  const { page } = boss;
  await page.getByRole("tab", { name: "特殊日子" }).click();
  const touched = page.locator(".c-touched li", { hasText: "孔先生" });
  const close = page.getByRole("button", { name: "这一天休息" });
  await touched.waitFor();
  assert.equal(await close.isDisabled(), true);
  await touched.getByText("改期").click();
  await atRest(boss);
  await touched.locator(".c-times-list label").first().click();
  await shoot(boss, "249-console-close-day", { whole: true });
  await atRest(boss);
  for (const other of await page.locator(".c-touched li", { hasNotText: "孔先生" }).all()) {
    await other.getByText("照常接待").click();
  }
  await close.click();
  await page.getByText("已生效").waitFor();
  await page.getByText("没有预约受影响").waitFor();
}

async function shareCalendar(boss: Person): Promise<void> {
  const { page } = boss;
  await page.getByRole("tab", { name: "签到码和日历" }).click();
  await page.locator(".c-door svg").waitFor();
  await page.getByRole("button", { name: "生成链接" }).click();
  await page.getByText("链接只显示这一次，请现在复制。").waitFor();
  await page.getByRole("button", { name: /作\s?废/ }).click();
  await page.getByText("链接已作废").waitFor();
}
