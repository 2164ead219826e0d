import assert from "node:assert/strict";
import type { Route } from "playwright-core";
import type { Person } from "#tests/support/browser.ts";
import * as desk from "./console-steps.ts";
import { shoot } from "./looks.ts";
import {
  act, announce, enter, knownMember, putOffer, setTimes, storeCode, timed, writeRelease,
} from "./release-steps.ts";
import { newPhone, type Scene } from "./scene.ts";
import * as shop from "./shop-steps.ts";

const offer = "明前龙井立减 20 元";
const release = { name: "明前龙井秒杀", nameEn: "Longjing rush", offer, stock: 2 };

/** Two units: one by the waiting room, one by the quickest; what is given up goes to the list. */
export async function rushForTwo(scene: Scene): Promise<void> {
  const boss = await enter(scene, "desk");
  await desk.signInAtConsole(boss, "boss@demo.bihuan");
  await putOffer(boss, offer, 2_000, 9_900);
  const [quick, seconds] = await timed(() => knownMember(scene));
  const [late, early] = [await knownMember(scene), await enter(scene, "phone")];
  const form = await writeRelease(boss, release);
  await shoot(boss, "100-console-release", { whole: true });
  const { startsAt } = await setTimes(form, 25 + 6 * seconds, 1_800);
  const releaseId = await announce(boss);
  await enterEarly(early);
  await quick.page.goto(`/tea/flash/${releaseId}`);
  await late.page.goto(`/tea/flash/${releaseId}`);
  await act(late, "进候场排队").waitFor();
  assert.ok(Date.now() < startsAt, "all are there before the start");
  await late.page.waitForTimeout(Math.max(0, startsAt - Date.now() - 3_000));
  const standing = await holdBack(late);
  await act(early, "确认领取").waitFor({ timeout: 240_000 });
  await takeLast(quick);
  await loseAndWait(late, standing);
  await confirmFirst(early);
  await boss.page.reload();
  await boss.page.getByText(/1 人候补/).first().waitFor();
  await shoot(boss, "102-console-release-live", { whole: true });
  await passOn(quick, late);
  await desk.openPlace(boss, "tea/releases");
  await boss.page.getByText("明前龙井秒杀").waitFor();
  await shoot(boss, "103-console-releases");
  await scene.leave();
}

/** From the store's page in one step; rule, countdown and place stand there before the start. */
async function enterEarly(member: Person): Promise<void> {
  const { page } = member;
  await shop.scan(member, `${member.url}/tea/s/${storeCode}`);
  await page.getByRole("link", { name: /明前龙井秒杀/ }).tap();
  await page.getByRole("heading", { level: 1, name: release.name }).waitFor();
  await page.getByRole("timer").waitFor();
  for (const words of [/一共 2 份，每人最多 1 份/, /开始时一起抽定顺序/, /在 2 秒内写入/]) {
    await page.getByText(words).first().waitFor();
  }
  await act(member, "进候场排队").tap();
  await shop.fillCode(member, newPhone());
  await page.getByRole("button", { name: "登录并参加" }).tap();
  await page.getByRole("heading", { name: "您已在候场" }).waitFor();
  await page.getByText("开始时抽定").waitFor();
  await page.getByText("100%").waitFor();
  await shoot(member, "104-shop-release-before", { whole: true });
  const data = await shop.scan(member, page.url());
  assert.equal(data.kind, "flash");
  assert.ok("release" in data && "mine" in data, "the first HTML answer carries the release");
  await page.getByRole("heading", { name: "您已在候场" }).waitFor();
}

/** A slow line: this phone goes on showing what it saw before the others were quicker. */
async function holdBack(member: Person): Promise<{ letGo(): Promise<void> }> {
  const waiting: Route[] = [];
  let held = true;
  await member.page.route(/\/tea\/api\/releases\/[^/]+(\/mine)?$/, async (route) => {
    if (!held) return route.continue();
    waiting.push(route);
    // What is held on purpose is not waited for.
    member.waiting.delete(route.request());
  });
  return {
    async letGo() {
      held = false;
      await Promise.all(waiting.map((route) => route.continue()));
    },
  };
}

async function takeLast(member: Person): Promise<void> {
  await act(member, "马上抢").tap();
  await member.page.getByRole("heading", { name: "抢到了，请确认" }).waitFor();
  await act(member, "确认领取").waitFor();
  await shoot(member, "105-shop-release-held");
}

/** Pressed a moment too late: the reason, and the way on. Pressed again it is still one entry. */
async function loseAndWait(member: Person, line: { letGo(): Promise<void> }): Promise<void> {
  const { page } = member;
  await act(member, "马上抢").tap();
  await page.getByRole("heading", { name: "这次没有抢到" }).waitFor();
  await shoot(member, "106-shop-release-lost", { whole: true });
  await act(member, "抢完了，加入候补").tap();
  await line.letGo();
  await page.getByRole("heading", { name: "您在候补名单里" }).waitFor();
  await page.getByText("第 1 位").waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "您在候补名单里" }).waitFor();
  await shoot(member, "107-shop-release-waiting");
}

async function confirmFirst(member: Person): Promise<void> {
  const { page } = member;
  await act(member, "确认领取").tap();
  await page.getByRole("heading", { name: "领到了，券在券包里" }).waitFor();
  await act(member, "去券包出示").tap();
  await page.locator("svg.b-qr").waitFor();
  await page.goto("/tea/wallet");
  await page.getByText(offer).first().waitFor();
}

/** What one gives up is the next one's, without a reload. */
async function passOn(from: Person, to: Person): Promise<void> {
  await from.page.getByRole("button", { name: "放弃名额" }).tap();
  await from.page.getByRole("dialog").getByRole("button", { name: "放弃名额" }).tap();
  await from.page.getByRole("heading", { name: "您放弃了名额" }).waitFor();
  await act(to, "确认领取").tap();
  await to.page.getByRole("heading", { name: "领到了，券在券包里" }).waitFor();
  await to.page.goto("/tea/wallet");
  await to.page.getByText(offer).first().waitFor();
}
