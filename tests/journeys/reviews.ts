import assert from "node:assert/strict";
import type { Person } from "#tests/support/browser.ts";
import { atRest } from "#tests/support/rest.ts";
import { asked } from "./asked.ts";
import { signInAtConsole } from "./console-steps.ts";
import { signInAtCounter } from "./counter-steps.ts";
import { shoot } from "./looks.ts";
import { eventually, newPhone, type Scene } from "./scene.ts";
import * as shop from "./shop-steps.ts";

const store = "hz01";
const words = "茶有点潮，泡出来发闷";

/** Bought, reviewed, answered, solved; the words hidden by law, and the stars still there. */
export async function reviewHonestly(scene: Scene): Promise<void> {
  const boss = await scene.enter({ device: "desk" });
  await signInAtConsole(boss, "boss@demo.bihuan");
  const member = await scene.enter({ device: "phone" });
  const orderId = await buys(member);
  await asked(boss, "POST", `orders/${orderId}/hand-over`, {});
  await writes(member);
  await replies(boss);
  await saysSolved(member);
  await seesOnOrder(boss, orderId);
  await repliesAtCounter(await scene.enter({ device: "phone" }));
  const { hidden, talkedOf } = await hides(boss);
  await readsInShop(member, hidden, talkedOf);
  await scene.leave();
}

async function buys(member: Person): Promise<string> {
  await shop.buyCup(member, store, newPhone());
  return new URL(member.page.url()).pathname.split("/").at(-1) ?? assert.fail("no order");
}

async function writes(member: Person): Promise<void> {
  const { page } = member;
  await page.reload();
  const part = page.locator(".review-places");
  await part.getByRole("button", { name: "评价" }).first().tap();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("radio", { name: "2 星" }).check({ force: true });
  await sheet.getByRole("textbox").fill(words);
  await shoot(member, "340-shop-review-write");
  await sheet.getByRole("button", { name: "发表评价" }).tap();
  await sheet.waitFor({ state: "hidden" });
  await part.locator(".stars").first().waitFor();
  await shoot(member, "341-shop-order-reviewed", { whole: true });
}

async function replies(boss: Person): Promise<void> {
  const { page } = boss;
  await page.goto("/console/tea/reviews?show=waiting");
  const row = page.locator("tr").filter({ hasText: words });
  await row.getByRole("button", { name: /^回\s*复$/ }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("对不起，今天给您换一包新的。");
  await shoot(boss, "342-console-review-reply");
  await page.getByRole("button", { name: "发出回复" }).click();
  await row.waitFor({ state: "detached" });
}

async function saysSolved(member: Person): Promise<void> {
  const { page } = member;
  await page.goto("/tea/reviews");
  await page.getByText("对不起，今天给您换一包新的。").waitFor();
  await page.getByRole("button", { name: "已经解决" }).tap();
  await page.getByText("顾客：已解决").waitFor();
  await shoot(member, "343-shop-my-reviews");
}

/** On the order's own page, too, and there it can be answered. */
async function seesOnOrder(boss: Person, orderId: string): Promise<void> {
  const { page } = boss;
  await page.goto(`/console/tea/orders/${orderId}`);
  const part = page.getByRole("group", { name: "评价" });
  await part.getByText(words).waitFor();
  await part.getByText("顾客：已解决").waitFor();
  await shoot(boss, "347-console-order-reviews", { whole: true });
}

async function repliesAtCounter(guide: Person): Promise<void> {
  const { page } = guide;
  await signInAtCounter(guide, "guide@demo.bihuan");
  await page.getByRole("button", { name: "今日" }).tap();
  await page.getByRole("tab", { name: /^评价/ }).tap();
  const waiting = page.locator(".duty");
  await waiting.first().waitFor();
  await shoot(guide, "348-counter-reviews");
  const before = await waiting.count();
  await waiting.first().getByRole("button", { name: "回复" }).tap();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("textbox").fill("谢谢您，欢迎常来坐坐。");
  await shoot(guide, "349-counter-review-reply");
  await sheet.getByRole("button", { name: "发出回复" }).tap();
  await sheet.waitFor({ state: "hidden" });
  await eventually(() => waiting.count(), (count) => count === before - 1);
}

interface Listed {
  readonly words: string | null;
  readonly productId: string | null;
}

/** The product of the hidden words, and the one of which most is said. */
async function hides(boss: Person): Promise<{ hidden: string; talkedOf: string }> {
  const { page } = boss;
  const { items } = await asked<{ items: Listed[] }>(boss, "GET", "reviews?limit=100");
  const hidden = items.find((one) => one.words === words)?.productId;
  const byProduct = Map.groupBy(items.filter((one) => one.productId), (one) => one.productId);
  const [most] = [...byProduct].toSorted(([, one], [, other]) => other.length - one.length);
  await page.goto("/console/tea/reviews");
  const row = page.locator("tr").filter({ hasText: words });
  await row.getByText("顾客：已解决").waitFor();
  await row.getByRole("button", { name: "依法隐藏" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox").click();
  await page.getByTitle("含他人隐私").click();
  await dialog.getByRole("textbox").fill("演示：文字里有他人的联系方式");
  await dialog.getByRole("button", { name: "隐藏文字" }).click();
  await row.getByText(/已隐藏：含他人隐私/).waitFor();
  await page.locator(".ant-message-notice").first().waitFor({ state: "detached" });
  await shoot(boss, "344-console-reviews", { whole: true });
  assert.ok(hidden && most?.[0], "the review is not in the list");
  return { hidden, talkedOf: most[0] };
}

/** The cart's button stays where it is first seen: what others say comes with the page. */
async function staysInPlace(member: Person): Promise<void> {
  const { page } = member;
  const button = page.getByRole("button", { name: "加入购物车" });
  await button.waitFor();
  const seen = await button.boundingBox();
  await atRest(member);
  assert.deepEqual(await button.boundingBox(), seen, "the button has moved");
}

async function readsInShop(member: Person, hidden: string, talkedOf: string): Promise<void> {
  const { page } = member;
  await page.goto(`/tea/s/${store}/goods/${talkedOf}`);
  await staysInPlace(member);
  await page.getByText("买过的人怎么说").waitFor();
  await shoot(member, "345-shop-product-reviews", { whole: true });
  await page.getByRole("link", { name: /条评价/ }).tap();
  await page.locator(".score-rows").waitFor();
  await shoot(member, "350-shop-all-reviews", { whole: true });
  await page.goto(`/tea/s/${store}/goods/${hidden}`);
  await page.getByText(/文字已依法隐藏：含他人隐私/).waitFor();
  await page.getByRole("link", { name: /条评价/ }).tap();
  await page.locator(".score-rows").getByRole("button", { name: /^2 星/ }).tap();
  await page.getByText("顾客：已解决").waitFor();
  await atRest(member);
  assert.equal(await page.getByText(words).count(), 0, "hidden words are not shown");
  await shoot(member, "351-shop-review-hidden");
  const product = page.url();
  await page.getByRole("link", { name: "看看门店的评价" }).tap();
  await page.waitForURL((now) => String(now) !== product);
  await page.locator(".score-rows").waitFor();
  await shoot(member, "346-shop-store-reviews");
  await page.goto(`/tea/s/${store}`);
  await page.getByRole("link", { name: /^\d\.\d 分 · \d+ 条评价$/ }).waitFor();
  await shoot(member, "352-shop-store-score");
}
