import assert from "node:assert/strict";
import sharp from "sharp";
import type { Person } from "#tests/support/browser.ts";
import { atRest } from "#tests/support/rest.ts";
import { readQr } from "./codes.ts";
import * as desk from "./console-steps.ts";
import * as counter from "./counter-steps.ts";
import { shoot } from "./looks.ts";
import { eventually, newPhone, type Scene } from "./scene.ts";
import * as shop from "./shop-steps.ts";

const owner = { email: "owner@shanhe.test", password: "a-long-own-password", name: "沈河" };
const clerk = { email: "clerk@shanhe.test", password: "another-long-password", name: "何苗" };
const key = "shanhe";
const storeName = "河坊街店";
const offer = "新店见面礼";

/** An own brand beside the demo, staff by a one-time link, and the first voucher of its own. */
export async function startOwnBrand(scene: Scene): Promise<void> {
  const boss = await scene.enter({ device: "desk" });
  await wizard(boss);
  const invite = await inviteClerk(boss);
  const staff = await scene.enter({ device: "phone" });
  await accept(staff, invite);
  const member = await scene.enter({ device: "phone" });
  await shop.scan(member, `${member.url}/${key}/s/001`);
  await member.page.locator("img.brand-mark").first().waitFor();
  await shoot(member, "57-own-shop");
  await shop.claim(member, { offer, phone: newPhone() });
  await staff.page.goto("/counter");
  await counter.atScan(staff);
  await counter.typeNumber(staff, await shop.spokenNumber(member));
  await counter.typeBill(staff, "31");
  await counter.confirm(staff);
  await counter.redeemed(staff);
  await shoot(staff, "58-own-counter-result");
  await member.page.getByRole("heading", { name: "已核销" }).waitFor();
  await scene.leave();
}

/** The demo's account is everybody's, so the first step is an account of one's own. */
async function wizard(boss: Person): Promise<void> {
  const { page } = boss;
  const next = () => page.getByRole("button", { name: "下一步" }).click();
  await desk.signInAtConsole(boss, "boss@demo.bihuan");
  await page.goto("/console/brands/new");
  await page.getByRole("heading", { name: "您的账号" }).waitFor();
  await page.getByLabel("姓名").fill(owner.name);
  await page.getByLabel("邮箱").fill(owner.email);
  await page.getByLabel(/^设一个密码/).fill(owner.password);
  await shoot(boss, "50-wizard-account");
  await next();
  await page.getByLabel("品牌名称").fill("山河茶铺");
  await page.getByLabel(/English|英文/).first().fill("Shanhe Tea");
  await page.getByLabel("网址代号").fill(key);
  await shoot(boss, "51-wizard-brand");
  await next();
  await page.getByRole("radio", { name: "#2f6b4f" }).click();
  await page.locator("input[type=file]").setInputFiles({
    name: "logo.png", mimeType: "image/png", buffer: await logo(),
  });
  await shoot(boss, "52-wizard-look");
  await next();
  await page.getByLabel("门店名称").fill(storeName);
  await page.getByLabel("城市").fill("杭州");
  await page.getByLabel("地址").fill("上城区河坊街 88 号");
  await shoot(boss, "53-wizard-store");
  await next();
  await page.getByLabel("优惠名称").waitFor();
  await shoot(boss, "54-wizard-offer");
  await page.getByRole("button", { name: "创建" }).click();
  await page.getByRole("heading", { name: "您的品牌开好了" }).waitFor();
  await page.getByRole("link", { name: "进入后台" }).click();
  await page.locator(".c-frame").waitFor();
}

function logo(): Promise<Buffer> {
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256">
    <rect width="256" height="256" rx="56" fill="#2f6b4f"/>
    <path d="M36 176l60-84 40 52 28-36 56 68z" fill="#f4efe4"/>
    <path d="M36 202c32-18 60 18 92 0s60 18 92 0" stroke="#f4efe4" stroke-width="14" fill="none"/>
  </svg>`;
  return sharp(Buffer.from(drawn)).png().toBuffer();
}

/** The one-time link, read from the QR code that stands on the screen this once. */
async function inviteClerk(boss: Person): Promise<string> {
  const { page } = boss;
  await desk.openPlace(boss, `${key}/staff`);
  await page.getByRole("button", { name: "邀请员工" }).first().click();
  await page.getByRole("dialog").waitFor();
  await desk.choose(boss, "角色", "店员");
  await desk.choose(boss, "负责的机构", storeName);
  await page.getByRole("button", { name: "生成邀请" }).click();
  await page.locator(".c-invite-qr svg.b-qr").waitFor();
  await shoot(boss, "55-invite");
  const link = await readQr(await page.screenshot({ scale: "css" }));
  assert.ok(link.startsWith(`${boss.url}/console/invite#`), link);
  return link;
}

async function accept(staff: Person, link: string): Promise<void> {
  const { page } = staff;
  await page.goto(link);
  await page.getByRole("heading", { name: "加入 山河茶铺" }).waitFor();
  await page.getByText(`负责“${storeName}”`).waitFor();
  await shoot(staff, "56-invited");
  await page.getByLabel("姓名").fill(clerk.name);
  await page.getByLabel("邮箱").fill(clerk.email);
  await page.getByLabel(/^设一个密码/).fill(clerk.password);
  await page.getByRole("button", { name: "接受并进入" }).tap();
  await page.locator(".c-frame").waitFor();
  await page.goto(link);
  await page.reload();
  await page.getByText(/邀请/).first().waitFor();
  await atRest(staff);
  assert.equal(await page.getByRole("button", { name: "接受并进入" }).count(), 0, "only once");
}

/** The demo goes; its sign-ins, its pages and its tables' rows go with it, the own brand stays. */
export async function deleteDemo(scene: Scene): Promise<void> {
  const boss = await scene.enter({ device: "desk" });
  const { page } = boss;
  await desk.signInAtConsole(boss, "boss@demo.bihuan");
  await desk.openPlace(boss, "tea/brand");
  await page.getByLabel(/^输入 tea 确认/).fill("tea");
  await shoot(boss, "59-delete-demo", { whole: true });
  await page.getByRole("button", { name: "永久删除" }).click();
  await page.getByText(/^已删除 \d+ 行数据/).waitFor();
  const offered = async (): Promise<number> => {
    await page.goto("/console/sign-in");
    await page.getByRole("heading", { name: "登录后台" }).waitFor();
    await atRest(boss);
    return page.getByText("boss@demo.bihuan").count();
  };
  await eventually(offered, (count) => count === 0);
  const member = await scene.enter({ device: "phone" });
  assert.equal((await member.page.goto("/tea/s/hz01"))?.status(), 404);
  assert.equal((await shop.scan(member, `${member.url}/${key}/s/001`)).kind, "store");
  await scene.leave();
}
