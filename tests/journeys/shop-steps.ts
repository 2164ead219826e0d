import assert from "node:assert/strict";
import type { Person } from "#tests/support/browser.ts";

export interface PageData {
  readonly kind: string;
  readonly store?: { readonly name: string; readonly code: string };
  readonly blocks?: readonly { readonly unitKind: string; readonly title: string }[];
  readonly offers?: readonly { readonly title: string }[];
  readonly touchId?: string | null;
}

/** Opens what was scanned; answers the data that the first HTML answer carried. */
export async function scan(member: Person, url: string): Promise<PageData> {
  const answer = await member.page.goto(url);
  assert.equal(answer?.status(), 200, url);
  const html = (await answer?.text()) ?? "";
  const data = /<script type="application\/json" id="page-data">(.*?)<\/script>/s.exec(html)?.[1];
  assert.ok(data, "the first HTML answer carries the page's data");
  await member.page.locator("h1").first().waitFor();
  return JSON.parse(data) as PageData;
}

export interface Claim {
  /** Taps from the scanned page to the voucher's code; typing is not counted. */
  readonly taps: number;
}

export interface ClaimSteps {
  readonly offer: string;
  readonly phone: string;
  /** What to look at between the taps. */
  readonly onSheet?: () => Promise<void>;
  readonly onCode?: () => Promise<void>;
  readonly onDone?: () => Promise<void>;
}

/** Claims as someone not known yet: phone number and the code that the demo shows on the screen. */
export async function claim(member: Person, steps: ClaimSteps): Promise<Claim> {
  const { page } = member;
  let taps = 0;
  const tap = async (name: string | RegExp): Promise<void> => {
    taps += 1;
    await page.getByRole("button", { name }).first().tap();
  };
  await tap(new RegExp(`^领取 ${steps.offer}`));
  await page.getByRole("dialog").waitFor();
  await steps.onSheet?.();
  await fillCode(member, steps.phone, steps.onCode);
  await tap("确认领取");
  await page.getByText("领到了").waitFor();
  await steps.onDone?.();
  await tap("到店出示");
  await page.locator("svg.b-qr").waitFor();
  return { taps };
}

/** Phone number, and the code that the demo shows on the screen. */
export async function fillCode(member: Person, phone: string, onCode?: () => Promise<void>) {
  const { page } = member;
  await page.getByLabel("手机号").fill(phone);
  const message = page.getByText(/演示短信：\d{6}/);
  await message.waitFor();
  await onCode?.();
  const code = /\d{6}/.exec((await message.textContent()) ?? "")?.[0] ?? "";
  await page.getByLabel("短信验证码").fill(code);
}

/** Signs in by the form of an open sheet. */
export async function signIn(member: Person, phone: string): Promise<void> {
  await fillCode(member, phone);
  await member.page.getByRole("dialog").getByRole("button", { name: "登录", exact: true }).tap();
}

/** Signs in on a page that asks for it in its own place. */
export async function signInOnPage(member: Person, phone: string): Promise<void> {
  await fillCode(member, phone);
  await member.page.getByRole("button", { name: "登录", exact: true }).tap();
}

/** The number that a member reads out, as it stands on the screen. */
export async function spokenNumber(member: Person): Promise<string> {
  const text = await member.page.locator(".show-number:visible").textContent();
  assert.match(text ?? "", /^\d{4} \d{4} \d{4}$/);
  return text ?? "";
}

/** A picture of what the member holds up, of a code that has just begun: it lives a minute. */
export async function heldUp(member: Person): Promise<Buffer> {
  await member.page.reload();
  await member.page.locator("svg.b-qr").waitFor();
  return member.page.screenshot({ scale: "css" });
}

/** From the redeemed voucher back to the wallet's list. */
export async function openVoucher(member: Person): Promise<void> {
  await member.page.getByRole("button", { name: /^出示/ }).first().tap();
  await member.page.locator("svg.b-qr").waitFor();
}

/** From the goods of a store through its cart: one cup, ordered and paid by someone new. */
export async function buyCup(member: Person, store: string, phone: string): Promise<void> {
  const { page } = member;
  await scan(member, `${member.url}/tea/s/${store}/goods`);
  await page.getByRole("button", { name: "加入购物车：龙井一杯" }).tap();
  await page.getByRole("link", { name: /^去购物车/ }).tap();
  await page.locator(".cart-total[aria-busy=false]").waitFor();
  await page.getByRole("link", { name: "去下单" }).tap();
  await signInOnPage(member, phone);
  await page.getByRole("radio", { name: /现在付款/ }).waitFor();
  await page.locator(".checkout-total[aria-busy=false]").waitFor();
  await page.getByRole("button", { name: "提交并付款" }).tap();
  await page.getByRole("button", { name: "确认支付" }).tap();
  await page.getByRole("heading", { level: 1, name: "已付款，待取货" }).waitFor();
}
