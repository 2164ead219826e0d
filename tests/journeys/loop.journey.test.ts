import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type JourneyBrowser, openBrowser, openPerson, type Person } from "#tests/support/browser.ts";
import { readQr } from "./codes.ts";
import * as counter from "./counter-steps.ts";
import { noTrouble, screensFolder, shoot } from "./looks.ts";
import * as shop from "./shop-steps.ts";

const url = process.env.JURL ?? "http://localhost:4700";
let open: JourneyBrowser;

before(async () => {
  open = await openBrowser(["localhost", "127.0.0.1"]);
  await counter.beforeCamera(open, null);
  console.log(await screensFolder());
});
after(() => open.close());

test("loop", async () => {
  const member = await openPerson(open, { url, device: "phone" });
  const offer = "秋茶立减 8 元";
  const data = await shop.scan(member, `${url}/tea/s/hz01`);
  assert.deepEqual(new Set(data.blocks?.map((b) => b.unitKind)), new Set(["group", "region", "city", "store"]));
  await shoot(member, "10-shop-store", { whole: true });
  const phone = `139${String(Date.now()).slice(-8)}`;
  const { taps } = await shop.claim(member, {
    offer, phone,
    onSheet: () => shoot(member, "11-claim"),
    onCode: () => shoot(member, "12-claim-code"),
    onDone: () => shoot(member, "13-claimed"),
  });
  assert.ok(taps <= 3);
  await shoot(member, "14-wallet-code");
  const staff = await openPerson(open, { url, device: "phone" });
  await counter.signInAtCounter(staff, "store@demo.bihuan", () => shoot(staff, "15-counter-sign-in"));
  await shoot(staff, "16-counter-scan");
  await counter.typeNumber(staff, await shop.spokenNumber(member), () => shoot(staff, "17-counter-type"));
  await counter.typeBill(staff, "46.5");
  await shoot(staff, "18-counter-preview");
  await counter.confirm(staff);
  await counter.redeemed(staff);
  const t0 = performance.now();
  await member.page.getByText("已核销").waitFor();
  console.log("told after", performance.now() - t0);
  await shoot(staff, "19-counter-result");
  await shoot(member, "20-wallet-redeemed");
  await counter.undo(staff, () => shoot(staff, "21-counter-undo"));
  await counter.atScan(staff).catch(() => undefined);
  await shoot(staff, "22-counter-undone");
  await member.page.getByRole("button", { name: "好的" }).tap();
  await shoot(member, "23-wallet");
  await shop.openVoucher(member);
  const picture = await shop.heldUp(member);
  const link = await readQr(picture);
  console.log(link);
  await counter.shootGun(staff, link);
  await counter.typeBill(staff, "46.5");
  console.log("gun ok");
  await staff.page.getByRole("button", { name: "返回" }).tap();
  await counter.takePicture(staff, picture);
  await staff.page.getByLabel("优惠前的账单总额").waitFor();
  console.log("picture ok");
  await staff.page.getByRole("button", { name: "返回" }).tap();
  await counter.beforeCamera(open, picture);
  await staff.page.reload();
  await staff.page.getByLabel("优惠前的账单总额").waitFor();
  console.log("camera ok");
  noTrouble(member, "end");
  noTrouble(staff, "end");
});
