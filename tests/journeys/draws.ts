import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Person } from "#tests/support/browser.ts";
import * as desk from "./console-steps.ts";
import { shoot } from "./looks.ts";
import { eventually, newPhone, type Scene } from "./scene.ts";
import * as shop from "./shop-steps.ts";

const script = join(import.meta.dirname, "../../examples/recompute-draw.mjs");
const storeCode = "hz01";

/** Rules before the start, locked at publishing; played, paid, ended, and recomputed. */
export async function drawAndProve(scene: Scene): Promise<void> {
  const boss = await scene.enter({ device: "desk" });
  await desk.signInAtConsole(boss, "boss@demo.bihuan");
  await desk.openPlace(boss, "tea/draws");
  await boss.page.getByRole("link", { name: "开山第一泡摇一摇" }).waitFor();
  await shoot(boss, "110-console-draws");
  const upcoming = await writeAndPublish(boss);
  const member = await scene.enter({ device: "phone" });
  await readBeforeTheStart(member, upcoming);
  const drawId = await openDraw(boss);
  await play(member, drawId);
  await payAndEnd(boss, drawId);
  await recompute(member, drawId);
  await scene.leave();
}

/** An API call with the session of whoever sits at this browser. */
function ask<T>(person: Person, method: string, path: string, body?: object): Promise<T> {
  return person.page.evaluate(
    async ([verb, to, sent]) => {
      const key = crypto.randomUUID();
      const headers: Record<string, string> = verb === "GET" ? {} : { "idempotency-key": key };
      if (sent !== undefined) headers["content-type"] = "application/json";
      const body = sent === undefined ? {} : { body: JSON.stringify(sent) };
      const answer = await fetch(to, { method: verb, headers, ...body });
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
      return answer.status === 204 ? null : answer.json();
    },
    [method, path, body] as const,
  );
}

const day = (days: number): string => {
  const zoned = Temporal.Now.zonedDateTimeISO("Asia/Shanghai").add({ days });
  return `${zoned.toPlainDate()}T10:00`;
};

/** By clicking: a draft without rules is told what is missing; complete, it is locked. */
async function writeAndPublish(boss: Person): Promise<string> {
  const { page } = boss;
  await desk.openPlace(boss, "tea/draws/new");
  const form = page.locator("main form");
  await form.getByLabel("名称（最多 20 个字）").fill("冬至红包雨");
  await form.getByLabel("英文名称 · 选填").first().fill("Solstice red packets");
  await form.getByLabel("开始时间").fill(day(1));
  await form.getByLabel(/^结束时间/).fill(day(8));
  const prize = (no: number) => page.getByRole("region", { name: `奖品 ${no}`, exact: true });
  await prize(1).getByLabel("奖品名称").fill("冬至红包");
  await prize(1).getByLabel("每次概率 %").fill("12.5");
  await prize(1).getByLabel("数量").fill("200");
  await prize(1).getByText("随机", { exact: true }).click();
  await prize(1).getByLabel("最小").fill("0.5");
  await prize(1).getByLabel("最大").fill("20");
  await prize(1).getByLabel("合计金额").fill("600");
  await form.getByRole("button", { name: "添加奖品" }).click();
  await prize(2).getByText("券", { exact: true }).click();
  await prize(2).getByLabel("奖品名称").fill("秋茶立减 8 元券");
  await prize(2).getByLabel("每次概率 %").fill("30");
  await prize(2).getByRole("combobox", { name: "哪个优惠的券" }).click();
  await page.locator(".ant-select-item-option", { hasText: "秋茶立减 8 元" }).first().click();
  await prize(2).getByLabel("申报价值").fill("8");
  await form.getByText("中奖概率合计 42.5%，没有奖品 57.5%；红包共 ¥600").waitFor();
  await shoot(boss, "111-console-draw-form", { whole: true });
  await form.getByRole("button", { name: "保存草稿" }).click();
  await page.getByText("还差 1 项，补齐后才能发布。").waitFor();
  assert.ok(await page.getByRole("button", { name: "发布并锁定" }).isDisabled());
  await page.getByText("草稿已保存").waitFor({ state: "hidden" });
  await shoot(boss, "112-console-draw-checks");
  await form.getByLabel("规则与参加条件").fill("活动期间每位会员每天可以抽一次，红包三个工作日内付款。");
  await form.getByRole("button", { name: "保存草稿" }).click();
  await page.getByText("检查全部通过，可以发布。").waitFor();
  await page.getByRole("button", { name: "发布并锁定" }).click();
  await page.locator(".ant-popover:visible").getByRole("button", { name: /确\s?定/ }).click();
  await page.getByText(/^发布于|规则和概率已锁定$/).first().waitFor();
  await page.locator("main header").getByText("待开始").waitFor();
  return page.url().split("/").at(-1) ?? "";
}

async function readBeforeTheStart(member: Person, drawId: string): Promise<void> {
  const { page } = member;
  await shop.scan(member, `${member.url}/tea/s/${storeCode}`);
  await page.getByRole("link", { name: /冬至红包雨/ }).tap();
  await page.getByRole("heading", { level: 1, name: "冬至红包雨" }).waitFor();
  assert.ok(page.url().endsWith(drawId));
  assert.ok(await page.getByRole("button", { name: "抽一次" }).isDisabled());
  await page.getByRole("row", { name: /冬至红包.*12\.5%.*200 \/ 200/ }).waitFor();
  await page.getByRole("row", { name: /谢谢参与.*57\.5%/ }).waitFor();
  await page.getByText("抽奖不需要分享、转发或邀请好友").waitFor();
  await shoot(member, "113-shop-draw-before", { whole: true });
}

/** One with a red packet for everybody, that starts in a moment. */
async function openDraw(boss: Person): Promise<string> {
  const me = await ask<{ capabilities: { units: { unitId: string }[] }[] }>(
    boss, "GET", "/api/tea/me");
  const unitId = me.capabilities[0]?.units[0]?.unitId;
  const start = Temporal.Now.zonedDateTimeISO("Asia/Shanghai").add({ seconds: 8 }).round("second");
  const local = (at: Temporal.ZonedDateTime) =>
    at.toPlainDateTime().toString({ smallestUnit: "second" });
  const { drawId } = await ask<{ drawId: string }>(boss, "POST", "/api/tea/draws", {
    unitId,
    name: "到店拆红包",
    nameEn: "Red packets in store",
    rules: "到店会员每人可拆两个红包，拆完为止。",
    startsLocal: local(start),
    endsLocal: local(start.add({ days: 2 })),
    prizes: [
      {
        kind: "money", name: "到店红包", nameEn: "Store packet", ppm: 1_000_000, pieces: 50,
        money: { kind: "fixed", minor: 666 },
      },
    ],
    limits: [{ of: "member", per: "day", cap: 2 }],
    whenGone: "nothing",
  });
  await ask(boss, "POST", `/api/tea/draws/${drawId}/publish`);
  return drawId;
}

async function play(member: Person, drawId: string): Promise<void> {
  const { page } = member;
  await page.goto(`${member.url}/tea/draws/${drawId}`);
  const button = page.getByRole("button", { name: "抽一次" });
  await eventually(() => button.isEnabled(), (enabled) => enabled);
  await shoot(member, "114-shop-draw-open", { whole: true });
  await button.tap();
  await page.getByRole("dialog", { name: "登录后抽奖" }).waitFor();
  await page.getByLabel("手机号").fill(newPhone());
  const message = page.getByText(/演示短信：\d{6}/);
  await message.waitFor();
  const code = /\d{6}/.exec((await message.textContent()) ?? "")?.[0] ?? "";
  await page.getByLabel("短信验证码").fill(code);
  await page.getByRole("button", { name: "登录并抽一次" }).tap();
  const result = page.getByRole("dialog", { name: "抽中红包" });
  await result.waitFor();
  await result.getByText("¥6.66").waitFor();
  await result.getByText("第 1 次抽奖，结果由种子算出，可以重算。").waitFor();
  await shoot(member, "115-shop-draw-won");
  await result.getByRole("button", { name: "关闭" }).tap();
  await page.getByText("还可以抽 1 次").waitFor();
  await button.tap();
  await result.waitFor();
  await result.getByRole("button", { name: "看红包余额" }).tap();
  const balance = page.getByRole("region", { name: "红包余额" });
  await balance.getByText("¥13.32").waitFor();
  await balance.getByText("我抽中的奖品").tap();
  await shoot(member, "116-shop-prizes");
}

async function payAndEnd(boss: Person, drawId: string): Promise<void> {
  const { page } = boss;
  await desk.openPlace(boss, `tea/draws/${drawId}`);
  const wins = page.getByRole("table", { name: "中奖记录" });
  await wins.getByRole("button", { name: "登记付款" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("付款凭证号").fill("WX20261122-0001");
  await dialog.getByRole("button", { name: "登记付款" }).click();
  await wins.getByText("WX20261122-0001").waitFor();
  await wins.getByRole("button", { name: "收回" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: /收\s?回/ }).click();
  await wins.getByText("已收回").waitFor();
  await page.getByText("奖池剩余").locator("..").getByText("¥326.34").waitFor();
  await page.locator(".ant-message-notice").first().waitFor({ state: "hidden" });
  await shoot(boss, "117-console-draw-live", { whole: true });
  await page.getByRole("button", { name: "紧急停用" }).click();
  await page.locator(".ant-popover:visible").getByRole("button", { name: /确\s?定/ }).click();
  await page.locator(".ant-popover:visible").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "结束并公开种子" }).click();
  await page.locator(".ant-popover:visible").getByRole("button", { name: /确\s?定/ }).click();
  await page.locator("main header").getByText("已结束").waitFor();
  await desk.openPlace(boss, "tea/wins");
  await page.getByRole("table", { name: "中奖记录" }).waitFor();
  await shoot(boss, "118-console-wins");
}

/** Anybody downloads the log from the draw's page and recomputes it with another program. */
async function recompute(member: Person, drawId: string): Promise<void> {
  const { page } = member;
  await page.goto(`${member.url}/tea/draws/${drawId}`);
  const link = page.getByRole("link", { name: "下载全部记录" });
  await link.waitFor();
  await shoot(member, "119-shop-draw-ended", { whole: true });
  const href = await link.getAttribute("href");
  const log = await page.evaluate(async (to) => (await fetch(to)).text(), href ?? "");
  const folder = await mkdtemp(join(tmpdir(), "draw-log-"));
  try {
    const file = join(folder, "draw.ndjson");
    await writeFile(file, log);
    const { stdout } = await promisify(execFile)(process.execPath, [script, file]);
    assert.match(stdout, /^✓ 2 次抽奖全部重算一致/);
  } finally {
    await rm(folder, { recursive: true });
  }
}
