import assert from "node:assert/strict";
import type { Person } from "#tests/support/browser.ts";
import { readQr } from "./codes.ts";
import * as desk from "./console-steps.ts";
import * as counter from "./counter-steps.ts";
import { shoot } from "./looks.ts";
import { newPhone, type Scene } from "./scene.ts";
import * as shop from "./shop-steps.ts";

const offer = "老客八五折";

/** The same loop from phones in the network: no encryption, so no camera, worker or position. */
export async function walkOverLan(scene: Scene): Promise<void> {
  const url = `http://${scene.lan}:${scene.server.port}`;
  const boss = await scene.enter({ device: "desk", url });
  const member = await scene.enter({ device: "phone", url });
  const staff = await scene.enter({ device: "phone", url });
  await shop.scan(member, await posterOf(boss));
  await isPlain(member);
  await noPosition(member);
  const { taps } = await shop.claim(member, { offer, phone: newPhone() });
  assert.ok(taps <= 3, `${taps} taps from the scan to the code`);
  await shoot(member, "31-lan-shop-voucher");
  await ladder(staff, member);
  await redeem(staff, member);
  await scene.leave();
}

/** The door's poster as the demo has it, printed for this address. */
async function posterOf(boss: Person): Promise<string> {
  await desk.signInAtConsole(boss, "boss@demo.bihuan");
  await desk.openPlace(boss, "tea/channels?tab=codes");
  await desk.choose(boss, "机构", "湖滨旗舰店");
  await boss.page.getByRole("button", { name: "湖滨旗舰店 门口海报" }).click();
  await boss.page.locator("img.c-poster-sheet").waitFor();
  const posterUrl = await readQr(await desk.downloadPoster(boss, "PNG"));
  assert.ok(posterUrl.startsWith(`${boss.url}/tea/c/`), posterUrl);
  return posterUrl;
}

/** What browsers withhold from a page without encryption; nothing here may rest on it. */
async function isPlain(person: Person): Promise<void> {
  const has = await person.page.evaluate(() => ({
    secure: isSecureContext,
    camera: "mediaDevices" in navigator,
    worker: "serviceWorker" in navigator,
    crypto: "subtle" in crypto,
  }));
  assert.deepEqual(has, { secure: false, camera: false, worker: false, crypto: false });
}

/** No button that could only fail: in place of one by distance there is the choice of a city. */
async function noPosition(member: Person): Promise<void> {
  const { page } = member;
  await page.getByRole("link", { name: "附近", exact: true }).tap();
  await page.getByText("此连接不能定位，请选择城市。").waitFor();
  assert.equal(await page.getByRole("button", { name: "按距离排序" }).count(), 0);
  await page.getByRole("combobox", { name: "城市" }).selectOption("苏州");
  await page.getByText("平江店").waitFor();
  await shoot(member, "30-lan-shop-stores");
  await page.getByRole("link", { name: "门店", exact: true }).tap();
  await page.getByRole("heading", { name: "湖滨旗舰店", level: 1 }).waitFor();
}

/** A picture, the phone's own camera and typing each bring the preview; a camera is not offered. */
async function ladder(staff: Person, member: Person): Promise<void> {
  const { page } = staff;
  await counter.signInAtCounter(staff, "store@demo.bihuan");
  await isPlain(staff);
  assert.equal(await page.locator("video").count(), 0);
  await shoot(staff, "32-lan-counter-scan");
  const picture = await shop.heldUp(member);
  await counter.takePicture(staff, picture);
  await counter.backFromPreview(staff);
  await page.goto(await readQr(picture));
  await counter.backFromPreview(staff);
  assert.ok(!page.url().includes("token="), "the token does not stay in the address");
  await page.getByRole("button", { name: "设置" }).tap();
  await shoot(staff, "33-lan-counter-settings");
  await page.getByRole("button", { name: "扫码" }).tap();
}

async function redeem(staff: Person, member: Person): Promise<void> {
  await counter.typeNumber(staff, await shop.spokenNumber(member));
  await staff.page.getByRole("heading", { name: "可以核销" }).waitFor();
  await counter.typeBill(staff, "60");
  await shoot(staff, "34-lan-counter-preview");
  await counter.confirm(staff);
  await counter.redeemed(staff);
  await member.page.getByRole("heading", { name: "已核销" }).waitFor();
  await shoot(member, "35-lan-shop-redeemed");
}
