import type { Person } from "#tests/support/browser.ts";
import { atRest } from "#tests/support/rest.ts";
import * as desk from "./console-steps.ts";
import { shoot } from "./looks.ts";
import { newPhone, type Scene } from "./scene.ts";
import * as shop from "./shop-steps.ts";

const storeName = "湖滨旗舰店";
const title = "一户一张尝鲜券";
const other = "老客八五折";
const household = "H-2026";

/** Limits are declared by clicking, a household's is met at once, and one click stops it all. */
export async function limitAndStop(scene: Scene): Promise<void> {
  const boss = await scene.enter({ device: "desk" });
  await desk.signInAtConsole(boss, "boss@demo.bihuan");
  await declare(boss);
  const [one, two] = [await member(scene), await member(scene)];
  for (const { phone } of [one, two]) await liveTogether(boss, phone);
  await claim(one.person);
  await one.person.page.getByText("领到了").waitFor();
  await claim(two.person);
  await two.person.page.getByText(/每户的名额已用完（上限 1）/).waitFor();
  await shoot(two.person, "98-shop-limit-full");
  await goOn(two.person);
  await stopAndLift(boss, await member(scene));
  await stopOthers(boss);
  await scene.leave();
}

interface RowWords {
  readonly of?: string;
  readonly per?: string;
  readonly what?: string;
  readonly cap: string;
}

async function addLimit(boss: Person, at: number, words: RowWords): Promise<void> {
  const { page } = boss;
  await page.getByRole("button", { name: "加一项限制" }).click();
  const row = page.locator(".c-limit").nth(at);
  const pick = async (label: string, option: string | undefined) => {
    if (!option) return;
    await row.getByRole("combobox", { name: label }).click();
    await page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)")
      .locator(".ant-select-item-option", { hasText: option }).click();
  };
  await pick("数什么", words.what);
  await pick("按什么数", words.of);
  await pick("多长时间", words.per);
  await row.getByLabel("上限").fill(words.cap);
}

async function declare(boss: Person): Promise<void> {
  const { page } = boss;
  await desk.openPlace(boss, "tea/offers");
  const offer = {
    title, titleEn: "One to a household", storeName, amountYuan: "5", thresholdYuan: "20",
  };
  await desk.publishOffer(boss, offer, async () => {
    await page.locator("summary", { hasText: "更多限制" }).click();
    await addLimit(boss, 0, { of: "每户", per: "一共", cap: "1" });
    await addLimit(boss, 1, { what: "最多核销几次", of: "每台收银设备", per: "每天", cap: "200" });
    await addLimit(boss, 2, { what: "最多优惠多少钱", of: "每家门店", per: "每月", cap: "3000" });
    await shoot(boss, "97-console-limits", { whole: true });
  });
}

/** Somebody who is a member already: claims another offer first. */
async function member(scene: Scene): Promise<{ person: Person; phone: string }> {
  const person = await scene.enter({ device: "phone" });
  const phone = newPhone();
  await shop.scan(person, `${person.url}/tea/s/hz01`);
  await shop.claim(person, { offer: other, phone });
  await shop.scan(person, `${person.url}/tea/s/hz01`);
  return { person, phone };
}

const claim = ({ page }: Person): Promise<void> =>
  page.getByRole("button", { name: new RegExp(`^领取 ${title}`) }).first().tap();

async function liveTogether(boss: Person, phone: string): Promise<void> {
  const { page } = boss;
  await desk.openPlace(boss, "tea/members");
  await page.getByRole("searchbox", { name: "手机号" }).fill(phone);
  await page.keyboard.press("Enter");
  // The list of before has this member, too, among all the others.
  await atRest(boss);
  await page.getByText(`${phone.slice(0, 3)}****${phone.slice(-4)}`).first().waitFor();
  await page.locator("main").getByRole("button", { name: "登记户" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("所属户").fill(household);
  await dialog.getByRole("button", { name: /保\s?存/ }).click();
  await page.getByText(household).first().waitFor();
  await dialog.waitFor({ state: "detached" });
}

/** From the limit that was met to where the member can go instead. */
async function goOn({ page }: Person): Promise<void> {
  await page.getByRole("dialog").getByRole("link", { name: /去我的券包/ }).click();
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForURL(/\/wallet$/);
}

/** A campaign, a channel and a store have the same sign; each is lifted again. */
async function stopOthers(boss: Person): Promise<void> {
  const { page } = boss;
  const sign = async (sure: string, picture: string | null) => {
    await page.locator("main").getByRole("button", { name: "紧急停用" }).first().click();
    await page.getByText(sure).waitFor();
    await page.locator(".ant-popconfirm:visible").getByRole("button").last().click();
    await page.getByRole("button", { name: "解除停用" }).first().waitFor();
    if (picture) await shoot(boss, picture);
    await page.getByRole("button", { name: "解除停用" }).first().click();
    await page.locator(".ant-popconfirm:visible").getByRole("button").last().click();
    await page.getByRole("button", { name: "解除停用" }).first().waitFor({ state: "detached" });
  };
  await desk.openPlace(boss, "tea/campaigns");
  await sign("马上停用这个活动？", "284-console-campaign-stopped");
  await desk.openPlace(boss, "tea/channels");
  await sign("马上停用这个渠道？", "285-console-channel-stopped");
  await desk.openPlace(boss, "tea/stores");
  await page.getByRole("link", { name: storeName }).first().click();
  await page.getByRole("heading", { level: 1, name: storeName }).waitFor();
  await sign("马上停用这家门店？", "286-console-store-stopped");
}

async function stopAndLift(boss: Person, { person }: { person: Person }): Promise<void> {
  const { page } = boss;
  await desk.openPlace(boss, "tea/offers");
  await page.getByRole("link", { name: title }).first().click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await page.getByRole("button", { name: "紧急停用" }).click();
  await page.getByText("马上停用这个优惠？").waitFor();
  await page.locator(".ant-popconfirm").getByRole("button").last().click();
  await page.getByText("已停用，领取和核销都停下了").waitFor();
  await claim(person);
  await person.page.getByText(/已被品牌紧急停用/).waitFor();
  await desk.openPlace(boss, "tea/offers");
  await page.getByText("正在紧急停用").waitFor();
  await shoot(boss, "99-console-stopped");
  await page.getByRole("button", { name: "解除停用" }).first().click();
  await page.locator(".ant-popconfirm").getByRole("button").last().click();
  await page.getByText("已解除，恢复正常").waitFor();
  await claim(person);
  await person.page.getByText("领到了").waitFor();
}
