import assert from "node:assert/strict";
import type { Person } from "#tests/support/browser.ts";
import { atRest } from "#tests/support/rest.ts";
import * as desk from "./console-steps.ts";
import { shoot } from "./looks.ts";
import type { Scene } from "./scene.ts";
import { hold, lineOf, makeOffer, putIn, type StackOffer, tryOffer } from "./stack-steps.ts";

const cut: StackOffer = {
  kind: "满减",
  title: "618 跨店满减",
  fromYuan: "300",
  offYuan: "30",
  base: "单品优惠后合计",
};
const vouchers: readonly StackOffer[] = [
  {
    kind: "代金券",
    title: "618 茶叶品类券",
    fromYuan: "150",
    offYuan: "10",
    counts: "品类券",
    category: "茶叶",
  },
  { kind: "代金券", title: "618 店铺券", fromYuan: "200", offYuan: "10", counts: "店铺券" },
  {
    kind: "代金券",
    title: "618 平台补贴券",
    fromYuan: "100",
    offYuan: "5",
    counts: "补贴券",
    payer: "平台",
  },
];

/** An operator builds the stack of a promotion day and reads where each cent went. */
export async function buildTheStack(scene: Scene): Promise<void> {
  const boss = await scene.enter({ device: "desk" });
  await desk.signInAtConsole(boss, "boss@demo.bihuan");
  await desk.openPlace(boss, "tea/offers/new");
  await shoot(boss, "70-console-offer-kinds", { whole: true });
  await makeOffer(boss, cut, () => shoot(boss, "71-console-full-cut", { whole: true }));
  for (const voucher of vouchers) {
    const seen = voucher.category
      ? () => shoot(boss, "72-console-category-voucher", { whole: true })
      : undefined;
    await makeOffer(boss, voucher, seen);
  }
  await policy(boss);
  await trial(boss);
  await tooDeep(boss);
  await pauseTheCut(boss);
  await scene.leave();
}

/** The rule is the trade's; turning it and turning it back shows what that would change. */
async function policy(boss: Person): Promise<void> {
  const { page } = boss;
  await desk.openPlace(boss, "tea/offers/stacking");
  await page.getByRole("button", { name: /^总价促销.* 和 店铺券：|^店铺券 和 总价促销/ }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.getByText(/^会员要多付/).waitFor();
  await shoot(boss, "73-console-stacking", { whole: true });
  await page.getByRole("button", { name: "恢复行业规则" }).click();
  await page.getByText("和现在的规则付一样多。").waitFor();
}

async function trial(boss: Person): Promise<void> {
  const { page } = boss;
  await desk.openPlace(boss, "tea/prices");
  await putIn(boss, "龙井 50 克罐装");
  await putIn(boss, "青花盖碗");
  await putIn(boss, "桂花糕一份");
  await hold(boss, vouchers.map((one) => one.title));
  await page.locator(".c-told li", { hasText: "618 平台补贴券" }).first().waitFor();
  await atRest(boss);
  const due = page.locator(".c-payable strong");
  assert.equal(await due.textContent(), "¥259", "314 − 30 − 10 − 10 − 5");
  const cake = await lineOf(boss, "桂花糕一份");
  assert.equal(cake.paid, "¥15.39");
  assert.deepEqual(cake.taken, {
    "618 跨店满减": "−¥1.72",
    "618 店铺券": "−¥0.59",
    "618 平台补贴券": "−¥0.30",
  });
  const [, cents = ""] = cake.why;
  assert.match(cents, /^「618 跨店满减」减 ¥1\.72：.*应摊 ¥1\.7197….*补 ¥0\.01.*补到 ¥1\.72。$/);
  await shoot(boss, "74-console-trial", { whole: true });
  await page.locator(".c-choose").getByLabel("618 店铺券").uncheck();
  await page.getByText("比最省的多付 ¥10。").waitFor();
  await atRest(boss);
  assert.equal(await due.textContent(), "¥269", "what the member chose, though it costs more");
  await shoot(boss, "75-console-trial-chosen", { whole: true });
}

/** What would sell below a floor price stays a draft, and says in which cart it would. */
async function tooDeep(boss: Person): Promise<void> {
  const { page } = boss;
  await tryOffer(boss, { kind: "满减", title: "太狠的满减", fromYuan: "300", offYuan: "200" });
  await page.locator("main header").getByText("草稿").waitFor();
  await page.getByRole("heading", { name: "发布前检查" }).waitFor();
  await page.locator(".c-worst-list > *").first().waitFor({ timeout: 120_000 });
  await page.getByText(/低于底价/).first().waitFor();
  // The notice goes away by itself.
  await page.locator(".ant-notification-notice").first().waitFor({ state: "detached" });
  await shoot(boss, "76-console-below-floor", { whole: true });
  assert.equal(await page.getByLabel("减多少").inputValue(), "200.00", "what was typed is kept");
}

/** What is paused is in no cart any more; the other journeys find the demo's prices again. */
async function pauseTheCut(boss: Person): Promise<void> {
  const { page } = boss;
  await desk.openPlace(boss, "tea/offers");
  const row = page.locator("tr", { hasText: cut.title });
  await row.getByRole("button", { name: /^暂\s?停$/ }).click();
  await page.getByText("已暂停，购物车里不再生效").waitFor();
  await row.getByText("已暂停").waitFor();
}
