import type { Locator } from "playwright-core";
import type { Person } from "#tests/support/browser.ts";
import { atRest } from "#tests/support/rest.ts";
import * as desk from "./console-steps.ts";

export interface StackOffer {
  readonly kind: string;
  readonly title: string;
  readonly fromYuan: string;
  readonly offYuan: string;
  /** The base of the threshold, as its choice is called. */
  readonly base?: string;
  /** What a voucher counts as. */
  readonly counts?: string;
  readonly category?: string;
  /** Who bears it instead of the group. */
  readonly payer?: string;
}

/** Opens the form and chooses the kind of offer as a finger does. */
async function startOffer(boss: Person, offer: StackOffer): Promise<Locator> {
  const { page } = boss;
  await desk.openPlace(boss, "tea/offers/new");
  const kinds = page.getByRole("radiogroup", { name: "先选这是什么优惠" });
  await kinds.locator("label", { hasText: offer.kind }).first().click();
  const form = page.locator("main form");
  await form.getByRole("button", { name: "换一种" }).waitFor();
  await form.getByLabel("名称", { exact: true }).fill(offer.title);
  return form;
}

/** Writes one offer of the stack by clicking, and presses the button that publishes it. */
export async function tryOffer(boss: Person, offer: StackOffer, onForm?: () => Promise<void>) {
  const { page } = boss;
  const form = await startOffer(boss, offer);
  await form.getByLabel(/^满多少/).fill(offer.fromYuan);
  await form.getByLabel("减多少").fill(offer.offYuan);
  if (offer.base) await form.getByRole("radio", { name: new RegExp(`^${offer.base}`) }).check();
  if (offer.counts) {
    await form.getByText("和别的优惠一起用").click();
    await form.locator(".ant-segmented-item", { hasText: offer.counts }).click();
  }
  if (offer.category) {
    await form.locator(".ant-segmented-item", { hasText: "按品类、标签" }).click();
    await desk.choose(boss, "品类", offer.category);
    await page.keyboard.press("Escape");
  }
  if (offer.payer) await desk.choose(boss, "谁来承担", offer.payer);
  await onForm?.();
  await page.getByRole("button", { name: "保存并发布" }).click();
  // the price guard searches before it answers
  await page.getByRole("heading", { level: 1, name: offer.title }).waitFor({ timeout: 120_000 });
}

/** The same where nothing speaks against it. */
export async function makeOffer(boss: Person, offer: StackOffer, onForm?: () => Promise<void>) {
  await tryOffer(boss, offer, onForm);
  await boss.page.locator("main header").getByText("进行中").waitFor();
}

/** Puts a product into the cart of the trial. */
export async function putIn(boss: Person, product: string): Promise<void> {
  await desk.choose(boss, "搜商品，放进来", product);
  await boss.page.locator(".c-cart li", { hasText: product }).waitFor();
  await atRest(boss);
}

/** Supposes vouchers of these offers in the member's hand. */
export async function hold(boss: Person, titles: readonly string[]): Promise<void> {
  for (const title of titles) await desk.choose(boss, "手里有哪些券", title);
  await boss.page.keyboard.press("Escape");
  await atRest(boss);
}

/** A line of the trial, to the cent: what each offer took from it, and what is left. */
export async function lineOf(boss: Person, product: string) {
  const line = boss.page.locator(".c-split > li", { hasText: product });
  const taken = await line.locator("dl > div").evaluateAll((all) =>
    all.map((one) => [
      one.querySelector("dt")?.textContent ?? "",
      one.querySelector("dd")?.textContent ?? "",
    ] as const),
  );
  const paid = await line.locator("header b").textContent();
  await line.locator("summary").click();
  const why = await line.locator(".c-why li").allTextContents();
  return { taken: Object.fromEntries(taken), paid, why };
}
