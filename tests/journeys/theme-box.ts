import assert from "node:assert/strict";
import sharp from "sharp";
import type { Person } from "#tests/support/browser.ts";
import { atRest } from "#tests/support/rest.ts";
import * as desk from "./console-steps.ts";
import { shoot } from "./looks.ts";
import { buyInPresale } from "./presale.ts";
import { brandDay as day, newPhone, type Scene, withinOneDay } from "./scene.ts";
import * as shop from "./shop-steps.ts";

const store = "hz01";
const name = "立冬主题盒";

/** A theme box from its preview through the cart to what stays of it. */
export async function sellTheThemeBox(scene: Scene): Promise<void> {
  await withinOneDay();
  const boss = await scene.enter({ device: "desk" });
  await desk.signInAtConsole(boss, "boss@demo.bihuan");
  const productId = await makeBox(boss);
  await letTry(boss, productId);
  const member = await scene.enter({ device: "phone" });
  await waitForIt(member, productId);
  await open(boss, productId);
  await takeIt(member, productId);
  await buyInPresale(scene, boss, productId);
  await sellAt(boss, productId, { preview: "", first: day(-9), last: day(-1) });
  await readThePast(member, productId);
  await bookAtStore(member);
  await findIt(member);
  await lookAtTheRest(boss);
  await scene.leave();
}

async function picture(text: string, colour: string): Promise<Buffer> {
  const place = `x="400" y="330" font-size="120" text-anchor="middle" fill="#fff"`;
  const words = `<text ${place}>${text}</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600">
    <rect width="800" height="600" fill="${colour}"/>${words}</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

async function makeBox(boss: Person): Promise<string> {
  const { page } = boss;
  await desk.openPlace(boss, "tea/products");
  await page.getByText(/上次上新/).waitFor();
  await shoot(boss, "130-console-products");
  await page.getByRole("button", { name: "新建商品" }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByLabel("名称", { exact: true }).fill(name);
  await drawer.getByLabel("编号").fill("BOX-LD");
  await drawer.getByLabel(/^分类/).fill("主题盒");
  await drawer.getByRole("button", { name: /创\s*建/ }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  const productId = page.url().split("/").at(-1) ?? assert.fail(page.url());
  await atRest(boss);
  await page.getByLabel(/^详情/).fill("三款烤茶、一份茶点、一张手写食谱。");
  await page.getByRole("switch", { name: "计算库存" }).click();
  await sellAt(boss, productId, { preview: day(-1), first: day(1), last: day(30) });
  await price(boss, "168");
  await addPictures(boss);
  await addOptions(boss);
  await addStock(boss);
  await shoot(boss, "131-console-product", { whole: true });
  return productId;
}

interface Days {
  readonly preview: string;
  readonly first: string;
  readonly last: string;
}

async function sellAt(boss: Person, productId: string, days: Days): Promise<void> {
  const { page } = boss;
  if (!page.url().includes(productId)) await desk.openPlace(boss, `tea/products/${productId}`);
  await page.getByLabel(/^预告日/).fill(days.preview);
  await page.getByLabel(/^第一天/).fill(days.first);
  await page.getByLabel(/^最后一天/).fill(days.last);
  await page.getByRole("button", { name: /^保\s*存$/ }).first().click();
  await page.getByText("已保存").first().waitFor();
  await atRest(boss);
}

async function price(boss: Person, yuan: string): Promise<void> {
  const { page } = boss;
  const box = page.getByRole("group", { name: "价格" });
  await box.getByLabel("标价").fill(yuan);
  await box.getByLabel("标价").blur();
  await box.getByRole("button", { name: /^保\s*存$/ }).click();
  await page.getByRole("group", { name: "价格" }).getByRole("button").waitFor({ state: "detached" });
}

async function addPictures(boss: Person): Promise<void> {
  const { page } = boss;
  const box = page.getByRole("group", { name: "图片" });
  const files = [["box", "立冬", "#7a4a2b"], ["tea", "烤茶", "#4b5d3a"]] as const;
  for (const [at, [file, words, colour]] of files.entries()) {
    const buffer = await picture(words, colour);
    await box.locator("input[type=file]").setInputFiles({
      name: `${file}.png`, mimeType: "image/png", buffer,
    });
    await box.locator("li").nth(at).waitFor();
  }
}

async function addOptions(boss: Person): Promise<void> {
  const { page } = boss;
  const box = page.getByRole("group", { name: "选项" });
  for (const [at, [axis, ...values]] of [["口味", "乌龙", "红茶"], ["份量", "一人", "两人"]].entries()) {
    await box.getByRole("button", { name: "加一个选项" }).click();
    await box.getByLabel(`第 ${at + 1} 个选项的名称`).fill(axis ?? "");
    const field = box.getByRole("combobox", { name: `第 ${at + 1} 个选项的值` });
    for (const one of values) {
      await field.fill(one);
      await field.press("Enter");
    }
  }
  await box.getByRole("button", { name: /^保\s*存$/ }).click();
  for (const combination of ["乌龙 / 一人", "乌龙 / 两人", "红茶 / 两人"]) {
    const turn = page.getByRole("switch", { name: `在售：${combination}` });
    await turn.click();
    const on = `[aria-label="在售：${combination}"][aria-checked=true]:not([disabled])`;
    await page.locator(on).waitFor();
  }
  await page.getByText("规格（4 种组合，在售 3 种）").waitFor();
}

async function addStock(boss: Person): Promise<void> {
  const { page } = boss;
  const box = page.getByRole("group", { name: "库存" });
  await box.getByRole("combobox", { name: "门店" }).fill("湖滨");
  await atRest(boss);
  await page.locator(".ant-select-item-option", { hasText: "湖滨" }).first().click();
  for (const [combination, amount] of [["乌龙 / 一人", "5"], ["红茶 / 两人", "3"]] as const) {
    await box.getByRole("combobox", { name: "规格" }).click();
    await page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)")
      .locator(".ant-select-item-option", { hasText: combination }).click();
    await box.getByLabel("增加（减少写负数）").fill(amount);
    await box.getByRole("button", { name: /调\s*整/ }).click();
    await box.getByRole("row", { name: new RegExp(combination) }).waitFor();
    await atRest(boss);
  }
}

/** A service of the store is for the coming box: it can be tried before it is sold. */
async function letTry({ page }: Person, productId: string): Promise<void> {
  const status = await page.evaluate(async ({ id, code }) => {
    const offered = await fetch(`/tea/api/stores/${code}/booking-services`);
    const [{ serviceId }] = (await offered.json()).items;
    const headers = { "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
    const body = JSON.stringify({ productId: id });
    const path = `/api/tea/booking-services/${serviceId}`;
    return (await fetch(path, { method: "PATCH", headers, body })).status;
  }, { id: productId, code: store });
  assert.equal(status, 200);
}

async function waitForIt(member: Person, productId: string): Promise<void> {
  const { page } = member;
  await shop.scan(member, `${member.url}/tea/s/${store}/goods`);
  await page.getByRole("link", { name: `看一看：${name}` }).waitFor();
  await shoot(member, "132-shop-goods-with-preview", { whole: true });
  await page.getByRole("link", { name: `看一看：${name}` }).tap();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  const data = await shop.scan(member, `${member.url}/tea/s/${store}/goods/${productId}`);
  assert.equal(data.kind, "product");
  assert.ok("product" in data, "the first HTML answer carries the product");
  await page.getByRole("button", { name: "开卖提醒我" }).tap();
  await shop.signIn(member, newPhone());
  await page.getByText("已预约提醒").waitFor();
  await page.reload();
  await page.getByText("已预约提醒").waitFor();
  await shoot(member, "134-shop-preview-waiting");
  await page.getByText("开卖之前，可以先到店里看一看、试一试。").scrollIntoViewIfNeeded();
  await shoot(member, "133-shop-preview", { whole: true });
  await page.getByRole("link", { name: /^预约/ }).first().tap();
  await page.waitForURL(/\/book\?for=/);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.goto("/tea/me");
  await page.getByText(name).waitFor();
}

async function open(boss: Person, productId: string): Promise<void> {
  const { page } = boss;
  await page.reload();
  await page.getByText("1 位会员等着开卖").waitFor();
  await shoot(boss, "135-console-subscribers");
  await sellAt(boss, productId, { preview: day(-3), first: day(0), last: day(30) });
  await page.getByText(/在售/).first().waitFor();
}

async function takeIt(member: Person, productId: string): Promise<void> {
  const { page } = member;
  await page.reload();
  await page.getByText(/已经开卖/).waitFor();
  await shoot(member, "136-shop-me-opened");
  await page.getByRole("link", { name: new RegExp(name) }).tap();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  assert.ok(page.url().endsWith(productId));
  await page.getByRole("button", { name: "红茶", exact: true }).tap();
  const alone = page.getByRole("button", { name: /^一人/ });
  assert.ok(await alone.isDisabled(), "what does not exist cannot be picked");
  await shoot(member, "137-shop-product-options");
  await page.getByRole("button", { name: "两人", exact: true }).tap();
  await page.getByText("本店还剩 3 件").waitFor();
  await page.getByRole("button", { name: "加入购物车", exact: true }).tap();
  await page.locator(".cart-total[aria-busy=false]").waitFor();
  await page.getByText("商品详情").tap();
  await shoot(member, "138-shop-product", { whole: true });
  await page.getByRole("link", { name: /^去购物车/ }).tap();
  await page.getByText("红茶 / 两人").waitFor();
  await page.locator(".cart-total[aria-busy=false]").waitFor();
  await shoot(member, "139-shop-cart-variant");
}

async function readThePast(member: Person, productId: string): Promise<void> {
  const { page } = member;
  await page.goto(`/tea/s/${store}/cart`);
  await page.getByText(`${name} 已下架，已移出购物车`).waitFor();
  await page.goto(`/tea/s/${store}/goods/${productId}`);
  await page.getByText("这一期已经结束").waitFor();
  assert.equal(await page.getByRole("button", { name: "加入购物车" }).count(), 0);
  await shoot(member, "140-shop-past-theme");
}

async function bookAtStore(member: Person): Promise<void> {
  const { page } = member;
  await page.goto(`/tea/s/${store}/goods`);
  await page.getByRole("link", { name: "去预约：茶艺体验一小时" }).tap();
  await page.getByText("先约好时间，再到店").waitFor();
  await shoot(member, "141-shop-store-only");
}

/** By words, by pinyin, by initials, in traditional characters, and mixed. */
async function findIt(member: Person): Promise<void> {
  const { page } = member;
  await page.goto(`/tea/s/${store}/goods`);
  const box = page.getByRole("searchbox");
  for (const words of ["suixingchabei", "隨行茶杯", "随行cb", "CUP-GO", "sxcb"]) {
    // All of them again first: what the search before has found must not pass for this one's.
    await box.fill("");
    await page.waitForFunction(() => document.querySelectorAll(".goods-row").length > 1);
    await box.fill(words);
    await page.waitForFunction(() => document.querySelectorAll(".goods-row").length === 1);
    await page.getByRole("heading", { level: 2, name: "随行茶杯" }).waitFor();
  }
  await shoot(member, "142-shop-search-pinyin");
}

async function lookAtTheRest(boss: Person): Promise<void> {
  const { page } = boss;
  await desk.openPlace(boss, "tea/price-lists");
  await page.getByRole("button", { name: "新建价目表" }).first().click();
  await page.getByLabel("名称", { exact: true }).fill("湖滨店会员价");
  await page.getByRole("button", { name: /创\s*建/ }).click();
  await page.getByText("湖滨店会员价").first().waitFor();
  await shoot(boss, "143-console-price-lists");
  await desk.openPlace(boss, "tea/stock");
  await page.getByRole("heading", { name: "各店库存" }).waitFor();
  await shoot(boss, "220-console-stock");
  await desk.openPlace(boss, "tea/product-pages");
  await page.getByText("栏目顺序").waitFor();
  await page.getByRole("button", { name: "上移 服务承诺" }).click();
  await page.getByLabel(/^服务承诺 ·/).fill("七天内不满意，任一门店都给您换。");
  await page.getByRole("button", { name: /^保\s*存$/ }).click();
  await page.getByText("这是本机构自己的安排。").waitFor();
  await shoot(boss, "144-console-product-pages");
}
