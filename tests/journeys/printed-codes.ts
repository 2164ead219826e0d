import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { Person } from "#tests/support/browser.ts";
import * as desk from "./console-steps.ts";
import * as counter from "./counter-steps.ts";
import { shoot } from "./looks.ts";
import { newPhone, type Scene } from "./scene.ts";

const title = "礼盒体验券";

/** A batch of codes from the console through print and counter to a wallet, and its recall. */
export async function printAndRecallCodes(scene: Scene): Promise<void> {
  const boss = await scene.enter({ device: "desk" });
  await desk.signInAtConsole(boss, "boss@demo.bihuan");
  await makeOffer(boss);
  const codes = await makeBatch(boss);
  await importPartners(boss);
  const staff = await scene.enter({ device: "phone" });
  await redeemAtCounter(staff, codes[0]!);
  const ann = await scene.enter({ device: "phone" });
  await typeInShop(ann, codes[1]!);
  const bob = await scene.enter({ device: "phone" });
  await giveToFriend(ann, bob);
  await recallTheRest(boss);
  await scene.leave();
}

async function makeOffer(boss: Person): Promise<void> {
  const { page } = boss;
  await desk.openPlace(boss, "tea/offers/new");
  const kinds = page.getByRole("radiogroup", { name: "先选这是什么优惠" });
  await kinds.locator("label", { hasText: "代金券" }).first().click();
  await page.getByRole("button", { name: "换一种" }).waitFor();
  await page.getByLabel("名称", { exact: true }).fill(title);
  await page.getByLabel("减多少").fill("3");
  await page.getByLabel("满多少可用").fill("50");
  await page.getByLabel("总量").fill("1000");
  await page.getByLabel("可凭码使用").check();
  await page.getByLabel("可转赠次数").fill("1");
  await shoot(boss, "120-console-bearer-offer", { whole: true });
  await page.getByRole("button", { name: "保存并发布" }).click();
  // the price guard searches before it answers
  await page.getByRole("heading", { level: 1, name: title }).waitFor({ timeout: 120_000 });
}

async function makeBatch(boss: Person): Promise<string[]> {
  const { page } = boss;
  await page.getByRole("link", { name: "券码", exact: true }).click();
  await page.getByText("还没有券码").waitFor();
  await page.getByRole("button", { name: "批量生成" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("批次名称").fill("双十二礼盒");
  await dialog.getByLabel("数量").fill("600");
  await dialog.getByRole("button", { name: "批量生成" }).click();
  await page.getByText("可用", { exact: true }).waitFor();
  await page.getByRole("button", { name: "导出印刷" }).click();
  await page.getByRole("dialog").getByLabel("用途").fill("交给印刷厂，印礼盒卡片");
  await shoot(boss, "121-console-code-export");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("dialog").getByRole("button", { name: "下载 CSV" }).click(),
  ]);
  const text = await readFile(await download.path(), "utf8");
  const codes = text.trim().split("\r\n").slice(1).map((line) => line.split(",")[1]!);
  assert.equal(new Set(codes).size, 600);
  return codes;
}

async function importPartners(boss: Person): Promise<void> {
  const { page } = boss;
  await page.getByRole("button", { name: "导入第三方券码" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("批次名称").fill("合作酒店");
  const csv = "券码\nHOTEL-2026-0001\nHOTEL-2026-0002\n太短\nHOTEL-2026-0001\n";
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    dialog.getByRole("button", { name: "选择文件" }).click(),
  ]);
  await chooser.setFiles({ name: "hotel.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await dialog.getByText("新增 2，已有 0，有问题 2").waitFor();
  await shoot(boss, "122-console-code-import");
  await dialog.getByRole("button", { name: "Close" }).or(dialog.locator(".ant-modal-close")).first()
    .click();
  await page.getByText("合作酒店").waitFor();
  await shoot(boss, "123-console-code-batches", { whole: true });
}

async function redeemAtCounter(staff: Person, code: string): Promise<void> {
  await counter.signInAtCounter(staff, "store@demo.bihuan");
  await counter.typeNumber(staff, code);
  await staff.page.getByText("凭券使用，不记名").waitFor();
  await shoot(staff, "124-counter-bearer-code");
  await counter.typeBill(staff, "66");
  await counter.confirm(staff);
  await counter.redeemed(staff);
}

async function typeInShop(member: Person, code: string): Promise<void> {
  const { page } = member;
  await page.goto("/tea/code");
  await page.getByLabel("券码").fill(code);
  await page.getByLabel("手机号").fill(newPhone());
  const message = page.getByText(/演示短信：\d{6}/);
  await message.waitFor();
  const oneTime = /\d{6}/.exec((await message.textContent()) ?? "")?.[0] ?? "";
  await page.getByLabel("短信验证码").fill(oneTime);
  await shoot(member, "125-shop-code", { whole: true });
  await page.getByRole("button", { name: "兑换到券包" }).tap();
  await page.locator("svg.b-qr").waitFor();
}

async function giveToFriend(ann: Person, bob: Person): Promise<void> {
  const { page } = ann;
  await page.getByRole("button", { name: "转赠给朋友" }).tap();
  await page.getByRole("button", { name: "生成转赠链接" }).tap();
  const link = (await page.getByLabel("转赠链接").textContent()) ?? "";
  assert.match(link, /\/tea\/g#[\w-]{22}$/);
  await shoot(ann, "126-shop-gift-link");
  await page.getByRole("button", { name: "关闭" }).tap();
  await page.getByRole("heading", { name: "等朋友收下" }).waitFor();
  await shoot(ann, "127-shop-gift-waiting");
  await bob.page.goto(link);
  await bob.page.getByRole("heading", { name: "朋友送您一张券" }).waitFor();
  await shoot(bob, "128-shop-gift-accept", { whole: true });
  await bob.page.getByLabel("手机号").fill(newPhone());
  const message = bob.page.getByText(/演示短信：\d{6}/);
  await message.waitFor();
  const oneTime = /\d{6}/.exec((await message.textContent()) ?? "")?.[0] ?? "";
  await bob.page.getByLabel("短信验证码").fill(oneTime);
  await bob.page.getByRole("button", { name: "收下这张券" }).tap();
  await bob.page.locator("svg.b-qr").waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "已转赠给朋友" }).waitFor();
  await page.goto("/tea/code");
  await page.getByLabel("券码").fill("1234 5678 9012 3456");
  await page.getByText("有一位不对").waitFor();
}

async function recallTheRest(boss: Person): Promise<void> {
  const { page } = boss;
  const row = page.getByRole("row", { name: /双十二礼盒/ });
  await row.getByRole("button", { name: "收回" }).click();
  await page.getByRole("dialog").getByLabel("原因").fill("卡片印错日期");
  await page.getByRole("dialog").getByRole("button", { name: /收\s?回/ }).click();
  // one was redeemed; the one that a friend has is recalled too
  await row.getByText("已收回 599 个").waitFor();
  await shoot(boss, "129-console-code-recalled", { whole: true });
}
