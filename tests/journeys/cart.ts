import assert from "node:assert/strict";
import { type Person, setLine } from "#tests/support/browser.ts";
import { atRest } from "#tests/support/rest.ts";
import { ask, putOn, type CartOffers } from "./cart-offers.ts";
import { signInAtConsole } from "./console-steps.ts";
import * as counter from "./counter-steps.ts";
import { noTrouble, shoot } from "./looks.ts";
import { newPhone, type Scene } from "./scene.ts";
import * as shop from "./shop-steps.ts";

const store = "hz01";

/** From a store's goods to the till: the best price, why it is that, and another choice. */
export async function fillTheCart(scene: Scene): Promise<void> {
  const boss = await scene.enter({ device: "desk" });
  await signInAtConsole(boss, "boss@demo.bihuan");
  const made = await putOn(boss, store);
  const member = await scene.enter({ device: "phone" });
  await pickGoods(member);
  await readTheCart(member);
  await signInHere(member);
  await chooseAnother(member);
  await surviveChanges(boss, member, made);
  await withoutNetwork(member);
  await atTheTill(scene, member);
  await inEnglish(member);
  await scene.leave();
}

async function pickGoods(member: Person): Promise<void> {
  const { page } = member;
  await shop.scan(member, `${member.url}/tea/s/${store}`);
  await shoot(member, "80-shop-automatic", { whole: true });
  await page.getByRole("link", { name: /看看本店商品/ }).tap();
  await page.getByRole("heading", { level: 1, name: "本店商品" }).waitFor();
  await page.getByRole("searchbox").fill("桂花");
  await page.waitForFunction(() => document.querySelectorAll(".goods-row").length === 2);
  await page.getByRole("searchbox").fill("");
  await page.getByRole("button", { name: "热茶", exact: true }).tap();
  await page.waitForFunction(() => document.querySelectorAll(".goods-row").length === 3);
  await page.getByRole("button", { name: "全部", exact: true }).tap();
  for (const name of ["龙井一杯", "桂花冷萃", "九曲红梅一壶"]) await add(member, name);
  await settled(member);
  await shoot(member, "81-shop-goods");
  const data = await shop.scan(member, `${member.url}/tea/s/${store}/goods`);
  assert.equal(data.kind, "goods");
  assert.ok("goods" in data, "the first HTML answer carries the goods");
}

async function add(member: Person, name: string): Promise<void> {
  await member.page.getByRole("button", { name: `加入购物车：${name}` }).tap();
}

/** No answer is awaited any more: what is shown belongs to what is in the cart. */
async function settled(member: Person): Promise<void> {
  const total = member.page.locator(".cart-total[aria-busy=false]");
  await total.waitFor();
  // a tap becomes a change a moment later, and that a question: nothing of it may still come
  await member.page.evaluate(async () => {
    let before: string | null = null;
    for (let same = 0, looks = 0; same < 4 && looks < 1_000; looks += 1) {
      await new Promise((done) => setTimeout(done, 60));
      const now = document.querySelector(".cart-total[aria-busy=false]")?.textContent ?? null;
      same = now !== null && now === before ? same + 1 : 0;
      before = now;
    }
  });
  await total.waitFor();
}

const fen = (text: string | null): number => {
  const figure = /[\d,]+(\.\d+)?/.exec(text ?? "")?.[0] ?? assert.fail(`no amount in “${text}”`);
  return Math.round(Number(figure.replaceAll(",", "")) * 100);
};

interface Receipt {
  readonly listFen: number;
  readonly offFen: number;
  readonly payableFen: number;
}

/** The receipt as a person adds it up. */
async function receipt(member: Person): Promise<Receipt> {
  const rows = member.page.locator(".receipt dl > div");
  await rows.first().waitFor();
  const figures = await rows.locator("dd").allInnerTexts();
  const [list = "", ...rest] = figures;
  const payable = rest.pop() ?? "";
  const offFen = rest.filter((one) => /\d/.test(one)).reduce((sum, one) => sum + fen(one), 0);
  return { listFen: fen(list), offFen, payableFen: fen(payable) };
}

async function addsUp(member: Person): Promise<Receipt> {
  await settled(member);
  const shown = await receipt(member);
  assert.equal(shown.listFen - shown.offFen, shown.payableFen, "the receipt adds up");
  const total = fen(await member.page.locator(".cart-total strong").innerText());
  assert.equal(total, shown.payableFen, "the bar says what the receipt says");
  return shown;
}

async function readTheCart(member: Person): Promise<void> {
  const { page } = member;
  await page.getByRole("link", { name: /^去购物车/ }).tap();
  await page.getByRole("heading", { level: 1, name: "购物车" }).waitFor();
  await page.getByRole("button", { name: "增加一件：桂花冷萃" }).tap();
  const shown = await addsUp(member);
  assert.ok(shown.offFen > 0);
  const [gifts, lines] = await Promise.all(
    [".cart-gifts", ".cart-lines"].map((one) => page.locator(one).boundingBox()),
  );
  assert.ok(gifts && lines && gifts.y < lines.y, "what is given stands before what is bought");
  await page.getByText("桂花糕一份").first().waitFor();
  await shoot(member, "82-shop-cart", { whole: true });
  await shoot(member, "83-shop-cart-screen");
  await stepsStayInPlace(member);
}

/** A thumb that taps on the same spot again must hit the same button. */
async function stepsStayInPlace(member: Person): Promise<void> {
  const more = member.page.getByRole("button", { name: "增加一件：龙井一杯" });
  const before = await more.boundingBox();
  for (let tap = 0; tap < 3; tap += 1) await more.tap();
  await settled(member);
  assert.deepEqual(await more.boundingBox(), before, "the stepper has not moved");
  const fewer = member.page.getByRole("button", { name: "减少一件：龙井一杯" });
  for (let tap = 0; tap < 3; tap += 1) await fewer.tap();
  await addsUp(member);
}

async function signInHere(member: Person): Promise<void> {
  const { page } = member;
  const gain = page.getByText(/^登录再省 ¥/);
  await gain.waitFor();
  const promised = fen(await gain.innerText());
  const before = await addsUp(member);
  await page.getByRole("button", { name: "登录", exact: true }).tap();
  await shop.signIn(member, newPhone());
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const after = await addsUp(member);
  assert.equal(before.payableFen - after.payableFen, promised, "signing in keeps its promise");
  await shop.scan(member, `${member.url}/tea/s/${store}`);
  for (const title of ["湖滨满 60 减 9", "湖滨满 50 减 6"]) {
    await page.getByRole("button", { name: `领取 ${title}` }).tap();
    await page.getByText("领到了").waitFor();
    await page.getByRole("button", { name: "稍后再用" }).tap();
    await page.getByText("领到了").waitFor({ state: "detached" });
  }
  await page.getByRole("link", { name: /^购物车/ }).tap();
  await page.getByRole("heading", { level: 1, name: "购物车" }).waitFor();
  assert.ok((await addsUp(member)).payableFen < after.payableFen, "the voucher counts");
}

async function chooseAnother(member: Person): Promise<void> {
  const { page } = member;
  const best = await addsUp(member);
  const tick = page.getByRole("checkbox", { name: /全场九五折/ });
  await tick.tap();
  await page.getByText(/^您选的组合应付/).waitFor();
  const own = await addsUp(member);
  assert.ok(await tick.isChecked());
  assert.equal(await page.getByRole("checkbox", { name: /秋日满减/ }).isChecked(), false);
  assert.ok(own.payableFen > best.payableFen);
  const beside = await page.locator(".choice-beside p").innerText();
  assert.ok(beside.includes((best.payableFen / 100).toFixed(2)), beside);
  await page.locator(".choice").scrollIntoViewIfNeeded();
  await shoot(member, "84-shop-cart-choice", { whole: true });
  await page.getByRole("button", { name: "用最省的" }).tap();
  await page.getByText(/^您选的组合应付/).waitFor({ state: "detached" });
  assert.deepEqual(await addsUp(member), best);
}

/** The cart survives a reload; a new price and goods that went away are told by name. */
async function surviveChanges(boss: Person, member: Person, made: CartOffers): Promise<void> {
  const { page } = member;
  const product = (code: string) => made.products.get(code) ?? assert.fail(code);
  await page.getByRole("link", { name: "继续选" }).tap();
  await add(member, "龙井 50 克罐装");
  await settled(member);
  const change = (code: string, amountMinor: number) => ask(boss, {
    method: "POST",
    path: `/api/tea/products/${product(code)}/prices`,
    body: { kind: "list", amountMinor },
  });
  const retire = (retired: boolean) => ask(boss, {
    method: "PATCH", path: `/api/tea/products/${product("TIN-LJ50")}`, body: { retired },
  });
  await change("TEA-JQHM", 7_200);
  await retire(true);
  await page.goto(`/tea/s/${store}/cart`);
  await page.getByText("九曲红梅一壶：单价 ¥68 → ¥72").waitFor();
  await page.getByText("龙井 50 克罐装 已下架，已移出购物车").waitFor();
  await addsUp(member);
  await shoot(member, "85-shop-cart-changed");
  await page.getByRole("button", { name: "知道了" }).tap();
  await change("TEA-JQHM", 6_800);
  await retire(false);
  await page.reload();
  await page.getByText("九曲红梅一壶：单价 ¥72 → ¥68").waitFor();
  await page.getByRole("button", { name: "知道了" }).tap();
  assert.equal(await page.locator(".cart-line").count(), 3);
}

/** Without an answer the page says list prices, and that they are such; then it goes on. */
async function withoutNetwork(member: Person): Promise<void> {
  const { page } = member;
  // the page of this address is kept by the worker from its second visit on
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  await addsUp(member);
  noTrouble(member, "the network went away");
  await setLine(member, false);
  await page.reload();
  await page.locator(".cart-line").nth(2).waitFor();
  await page.getByRole("button", { name: "增加一件：桂花冷萃" }).tap();
  await page.getByText("没有连上服务器").waitFor();
  await page.getByText("原价合计，优惠联网后计算").waitFor();
  await setLine(member, true);
  await page.getByText("没有连上服务器").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "减少一件：桂花冷萃" }).tap();
  await addsUp(member);
  // a request that could not leave is an error of the browser's console
  member.trouble.splice(0);
}

/** The staff read the till's sheet and redeem its voucher; the price stays as it was shown. */
async function atTheTill(scene: Scene, member: Person): Promise<void> {
  const { page } = member;
  const { payableFen } = await addsUp(member);
  await page.getByRole("link", { name: "到店出示" }).tap();
  await page.getByRole("heading", { level: 1, name: "给店员看" }).waitFor();
  await atRest(member);
  const sum = page.locator(".till-sum strong");
  assert.equal(fen(await sum.innerText()), payableFen);
  const lines = await page.locator(".till-price").allInnerTexts();
  const added = lines.reduce((total, one) => total + fen(one), 0);
  assert.equal(added, payableFen, "the lines add up to the total");
  await page.getByRole("button", { name: /^出示券码/ }).first().waitFor();
  await shoot(member, "86-shop-till", { whole: true });
  await page.getByRole("button", { name: /^出示券码/ }).first().tap();
  const spoken = await shop.spokenNumber(member);
  await redeem(scene, spoken);
  await page.getByRole("button", { name: "继续结账" }).tap();
  await page.getByText("已核销").first().waitFor();
  await atRest(member);
  assert.equal(fen(await sum.innerText()), payableFen, "a redeemed voucher is still in the price");
  await shoot(member, "87-shop-till-redeemed");
  await page.getByRole("button", { name: "结完账了，清空购物车" }).tap();
  await page.getByText("好的，购物车清空了").waitFor();
}

async function redeem(scene: Scene, spoken: string): Promise<void> {
  const staff = await scene.enter({ device: "phone" });
  await counter.signInAtCounter(staff, "store@demo.bihuan");
  await counter.typeNumber(staff, spoken);
  await staff.page.getByRole("heading", { name: "可以核销" }).waitFor();
  await counter.typeBill(staff, "108");
  await counter.confirm(staff);
  await counter.redeemed(staff);
}

async function inEnglish(member: Person): Promise<void> {
  const { page } = member;
  await page.goto(`/tea/s/${store}/goods?lang=en`);
  await page.getByRole("heading", { level: 1, name: "In this store" }).waitFor();
  await page.getByRole("button", { name: "Add to the cart: A cup of Longjing" }).tap();
  await page.getByRole("link", { name: "To the cart" }).tap();
  await page.locator(".receipt").waitFor();
  await settled(member);
  await shoot(member, "88-english-cart", { whole: true });
  const chinese = await page.evaluate(() =>
    [...document.querySelectorAll(".cart p,.cart dt,.cart small,.cart strong,.cart button")]
      .filter((one) => !one.closest("[aria-hidden=true]"))
      .map((one) => one.textContent ?? "")
      .filter((text) => /\p{Script=Han}/u.test(text)));
  assert.deepEqual(chinese, []);
}
