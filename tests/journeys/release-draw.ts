import assert from "node:assert/strict";
import type { Person } from "#tests/support/browser.ts";
import * as desk from "./console-steps.ts";
import { shoot } from "./looks.ts";
import {
  act, announce, enter, knownMember, putOffer, setTimes, timed, writeRelease,
} from "./release-steps.ts";
import type { Scene } from "./scene.ts";

const offer = "头采春茶立减 30 元";
const release = {
  name: "头采春茶抽签", nameEn: "First harvest draw", offer, lottery: true, stock: 1,
  gate: "拖滑块",
};

/** One unit, two members: the order is drawn, and their phones find it right by themselves. */
export async function drawLots(scene: Scene): Promise<void> {
  const boss = await enter(scene, "desk");
  await desk.signInAtConsole(boss, "boss@demo.bihuan");
  await putOffer(boss, offer, 3_000, 19_900);
  const [first, seconds] = await timed(() => knownMember(scene));
  const members = [first, await knownMember(scene)] as const;
  const form = await writeRelease(boss, release);
  const end = 45 + 9 * seconds;
  await setTimes(form, 15 + 2 * seconds, end);
  const releaseId = await announce(boss, () => shoot(boss, "101-console-announce"));
  await takePart(members[0], releaseId, slide);
  await takePart(members[1], releaseId, calculate);
  await members[1].page.getByText("50%").waitFor();
  const states = await Promise.all(members.map((one) => outcome(one, end + 60)));
  assert.deepEqual([...states].sort(), ["held", "waiting"], "one unit, one of two");
  const [winner, loser] = states[0] === "held" ? members : [members[1], members[0]];
  for (const member of [winner, loser]) {
    await member.page.getByRole("button", { name: "自己复算" }).tap();
    await member.page.getByText(/^复算一致/).waitFor();
  }
  await winner.page.getByText("您的参加编号抽在第 1 位。").waitFor();
  await loser.page.getByText("您的参加编号抽在第 2 位。").waitFor();
  await shoot(loser, "109-shop-draw-result", { whole: true });
  await scene.leave();
}

type Pass = (member: Person) => Promise<void>;

async function takePart(member: Person, releaseId: string, pass: Pass): Promise<void> {
  await member.page.goto(`/tea/flash/${releaseId}`);
  await act(member, "参加抽签").tap();
  await member.page.getByRole("dialog").waitFor();
  await pass(member);
  await member.page.getByRole("heading", { name: "您已参加抽签" }).waitFor();
}

/** The piece is moved to where the picture has its gap, no faster than a person. */
async function slide(member: Person): Promise<void> {
  const dialog = member.page.getByRole("dialog");
  const picture = await dialog.locator("img").getAttribute("src");
  const gap = /<rect x="(\d+)"[^>]* rx=/.exec(decodeURIComponent(picture ?? ""))?.[1];
  await dialog.getByRole("slider").fill(gap ?? assert.fail("a picture with a gap"));
  await shoot(member, "108-shop-draw-gate");
  await dialog.getByRole("button", { name: "放在这里" }).tap();
}

/** Whoever cannot slide lets the phone do a sum, which ends by itself. */
async function calculate(member: Person): Promise<void> {
  await member.page.getByRole("button", { name: "拖不了？让手机计算代替" }).tap();
}

async function outcome({ page }: Person, seconds: number): Promise<"held" | "waiting"> {
  const held = page.getByRole("heading", { name: "抽中了，请确认" });
  const waiting = page.getByRole("heading", { name: "您在候补名单里" });
  await held.or(waiting).waitFor({ timeout: seconds * 1_000 });
  return (await held.count()) > 0 ? "held" : "waiting";
}
