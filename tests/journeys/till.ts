import assert from "node:assert/strict";
import type { Person } from "#tests/support/browser.ts";
import * as desk from "./console-steps.ts";
import * as counter from "./counter-steps.ts";
import { shoot } from "./looks.ts";
import { eventually, newPhone, type Scene } from "./scene.ts";
import * as shop from "./shop-steps.ts";

const offer = {
  title: "到店立减 5 元",
  titleEn: "5 yuan off in the store",
  storeName: "湖滨旗舰店",
  amountYuan: "5",
  thresholdYuan: "20",
};
const store = "hz01";
const given = 1_000;

/** 1 point a yuan at once; 100 points pay ¥1, at most half of the goods. */
const pointsRule = {
  active: true,
  earn: { points: 1, minor: 100 },
  pendingDays: 0,
  expiry: { kind: "never" },
  step: { points: 100, minor: 100 },
  capBps: 5_000,
};

/** Sold at the till with voucher and points, paid in cash; then a part of it comes back. */
export async function sellAndTakeBack(scene: Scene): Promise<void> {
  const boss = await scene.enter({ device: "desk" });
  await desk.signInAtConsole(boss, "boss@demo.bihuan");
  await desk.openPlace(boss, "tea/offers");
  await desk.publishOffer(boss, offer, async () => undefined);
  await asked(boss, "PUT", "points/settings", pointsRule);
  const member = await scene.enter({ device: "phone" });
  const memberId = await joins(boss, member);
  const staff = await scene.enter({ device: "phone" });
  await counter.signInAtCounter(staff, "store@demo.bihuan");
  await fillTheTill(staff);
  const spoken = await showCard(member);
  await knowAndUse(staff, spoken);
  const sold = await payInCash(staff);
  const pointsAfter = given - 1_000 + Math.floor(sold.paidMinor / 100);
  await hasPoints(boss, memberId, pointsAfter);
  await printed(staff);
  const back = await takeBack(staff);
  await seenByMember(member, sold.number);
  const left = Math.floor((sold.paidMinor - back) / 100);
  await hasPoints(boss, memberId, left);
  scene.notes.push(`paid ${sold.paidMinor}, back ${back}, points ${pointsAfter} → ${left}`);
  await scene.leave();
}

/** What an operator would do on pages that other journeys walk. */
async function asked<T>(boss: Person, method: string, path: string, body?: object): Promise<T> {
  const answer = await boss.page.evaluate(
    async ([how, where, sent]) => {
      const got = await fetch(`/api/tea/${where}`, {
        method: how as string,
        headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
        ...(sent ? { body: JSON.stringify(sent) } : {}),
      });
      const text = await got.text();
      return { ok: got.ok, text };
    },
    [method, path, body] as const,
  );
  assert.ok(answer.ok, answer.text);
  return (answer.text ? JSON.parse(answer.text) : null) as T;
}

async function joins(boss: Person, member: Person): Promise<string> {
  const phone = newPhone();
  await shop.scan(member, `${member.url}/tea/s/${store}`);
  await shop.claim(member, { offer: offer.title, phone });
  const found = await asked<{ items: { memberId: string }[] }>(
    boss, "GET", `members?phone=${phone}`,
  );
  const memberId = found.items[0]?.memberId ?? "";
  const gift = { points: given, reason: "开业赠送" };
  await asked(boss, "POST", `members/${memberId}/points/correct`, gift);
  return memberId;
}

const points = async (boss: Person, memberId: string): Promise<number> =>
  (await asked<{ spendable: number }>(boss, "GET", `members/${memberId}/points`)).spendable;

async function hasPoints(boss: Person, memberId: string, wanted: number): Promise<void> {
  await eventually(() => points(boss, memberId), (now) => now === wanted);
}

async function fillTheTill(staff: Person): Promise<void> {
  const { page } = staff;
  await page.getByRole("button", { name: "收银", exact: true }).tap();
  await page.locator(".sell-tiles").waitFor();
  await shoot(staff, "205-counter-sell");
  await page.getByRole("searchbox").fill("ljyb");
  await page.getByRole("button", { name: /^龙井一杯/ }).tap();
  await page.getByRole("button", { name: "龙井一杯 加一件" }).tap();
  await page.getByRole("searchbox").fill("jiuqu");
  await page.getByRole("button", { name: /^九曲红梅一壶/ }).tap();
  await page.locator(".sell-bar-total[aria-busy=false]").waitFor();
  await shoot(staff, "206-counter-sell-lines");
}

async function showCard(member: Person): Promise<string> {
  const { page } = member;
  await page.goto("/tea/card");
  await page.getByRole("button", { name: "出示会员码" }).tap();
  await page.getByRole("dialog").getByText(/^\d{4} \d{4} \d{4}$/).waitFor();
  const text = await page.getByRole("dialog").getByText(/^\d{4} \d{4} \d{4}$/).innerText();
  return text.replaceAll(" ", "");
}

async function knowAndUse(staff: Person, spoken: string): Promise<void> {
  const { page } = staff;
  await page.getByRole("button", { name: /^收款/ }).tap();
  await page.getByRole("heading", { level: 1, name: "收款" }).waitFor();
  await page.getByRole("button", { name: /是会员吗/ }).tap();
  await page.getByRole("dialog").waitFor();
  for (const digit of spoken) {
    await page.getByRole("dialog").getByRole("button", { name: digit, exact: true }).tap();
  }
  await shoot(staff, "207-counter-member");
  await page.getByRole("button", { name: "确认会员" }).tap();
  await page.getByText(/^139\*{4}\d{4}$/).waitFor();
  await page.getByRole("switch", { name: offer.title }).waitFor();
  await page.getByRole("switch", { name: "用积分抵" }).tap();
  await page.getByText("用 1000 分").waitFor();
  await settled(staff);
  await shoot(staff, "208-counter-pay");
}

const settled = (staff: Person): Promise<void> =>
  staff.page.locator(".pay-total[aria-busy=false]").waitFor();

const fen = (text: string): number =>
  Math.round(Number((/[\d,]+(\.\d+)?/.exec(text)?.[0] ?? "x").replaceAll(",", "")) * 100);

async function payInCash(staff: Person): Promise<{ number: string; paidMinor: number }> {
  const { page } = staff;
  const due = fen(await page.locator(".pay-total strong").innerText());
  await page.getByRole("button", { name: "现金", exact: true }).tap();
  await page.getByRole("heading", { name: "收现金" }).waitFor();
  await page.getByLabel("会员给了多少").fill("200");
  await page.getByRole("button", { name: /^完成，找零/ }).waitFor();
  await shoot(staff, "209-counter-cash");
  await page.getByRole("button", { name: /^完成，找零/ }).tap();
  await page.getByRole("heading", { name: "收银完成" }).waitFor();
  const change = fen(await page.locator(".verdict-figure strong").innerText());
  assert.equal(change, 20_000 - due);
  await shoot(staff, "210-counter-sold");
  const text = await page.getByText(/^单号 /).innerText();
  return { number: text.replaceAll(/\D/g, ""), paidMinor: due };
}

async function printed(staff: Person): Promise<void> {
  const { page } = staff;
  await page.getByRole("button", { name: "小票" }).tap();
  await page.getByRole("heading", { name: "小票" }).waitFor();
  await drawn(staff);
  await shoot(staff, "211-counter-receipt", { whole: true });
  const [pdf] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "PDF", exact: true }).tap(),
  ]);
  assert.match(pdf.suggestedFilename(), /^\d{14}\.pdf$/);
  await page.getByText(/^已打印 1 次/).waitFor();
  await page.getByRole("button", { name: "80 毫米" }).tap();
  await drawn(staff);
  await shoot(staff, "212-counter-receipt-80", { whole: true });
  await page.getByRole("button", { name: "下一单" }).tap();
}

const drawn = (staff: Person) =>
  staff.page.waitForFunction(() => {
    const image = document.querySelector<HTMLImageElement>(".receipt img");
    return Boolean(image?.complete && image.naturalWidth > 0);
  });

async function takeBack(staff: Person): Promise<number> {
  const { page } = staff;
  await page.getByRole("button", { name: "退货与补打小票" }).tap();
  await page.locator(".rows .row").first().waitFor();
  await shoot(staff, "213-counter-orders");
  await page.locator(".rows .row").first().tap();
  await page.getByRole("button", { name: "龙井一杯 多退一件" }).tap();
  await page.getByRole("heading", { name: "退了会怎样" }).waitFor();
  await page.getByRole("button", { name: "不想要了" }).tap();
  await page.getByRole("button", { name: /^确认退/ }).waitFor();
  await shoot(staff, "214-counter-return", { whole: true });
  await page.getByRole("button", { name: /^确认退/ }).tap();
  await page.getByRole("heading", { name: "退货完成" }).waitFor();
  await shoot(staff, "215-counter-returned");
  const back = fen(await page.locator(".verdict-figure strong").innerText());
  await page.getByRole("button", { name: "下一单" }).tap();
  return back;
}

async function seenByMember(member: Person, number: string): Promise<void> {
  const { page } = member;
  await page.goto("/tea/orders");
  await page.locator(".orders-row").first().tap();
  await page.locator(".order-number").waitFor();
  const shown = (await page.locator(".order-number strong").innerText()).replaceAll(" ", "");
  assert.equal(shown, number);
  await page.getByText("已退 1 件").waitFor();
  await shoot(member, "216-shop-order-of-till", { whole: true });
}
