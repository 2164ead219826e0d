import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, afterEach, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import type { LoopMember } from "#tests/support/loop.ts";
import { type ReleaseBrand, releaseBrand } from "./releases.fixture.ts";

let app: TestApp;
let shop: ReleaseBrand;

before(async () => {
  app = await startTestApp();
  shop = await releaseBrand(app);
});
after(() => app.close());
afterEach(() => app.setNow(null));

const ask = async (member: LoopMember, releaseId: string, kind = "") =>
  (await shop.shop(member, "GET", `/releases/${releaseId}/challenge${kind && `?kind=${kind}`}`))
    .body;

/** What a phone computes. */
function work({ token, difficulty }: { token: string; difficulty: number }) {
  for (let turn = 0; ; turn++) {
    const answer = turn.toString(36);
    const hash = createHash("sha256").update(`${token}:${answer}`).digest();
    if (hash.readUInt32BE(0) >>> (32 - difficulty) === 0) return { token, answer };
  }
}

/** What a program reads out of the picture: the slider only slows. */
function slide({ token, picture }: { token: string; picture: string }) {
  const [, x = ""] = /<rect x="(\d+)"/.exec(picture) ?? [];
  return { token, answer: x };
}

test("work: none, wrong, another's, used: refused; solved: let in once", async () => {
  const { releaseId, slotId } = await shop.announced({ gate: "work" });
  const [a, b] = await shop.members(2);
  const code = async (member: LoopMember, gate?: object) => {
    const { status, body } = await shop.enter(member, releaseId, slotId, gate ? { gate } : {});
    return status === 200 ? body.state : body.code;
  };
  assert.equal(await code(a!), "release_gate_missing");
  const challenge = await ask(a!, releaseId);
  assert.equal(challenge.kind, "work");
  const solved = work(challenge);
  assert.equal(await code(a!, { ...solved, answer: "no" }), "release_gate_wrong");
  assert.equal(await code(a!, { ...solved, token: `x${solved.token}` }), "release_gate_wrong");
  assert.equal(await code(b!, solved), "release_gate_wrong");
  assert.equal(await code(a!, solved), "queued");
  assert.equal(await code(a!, solved), "release_gate_used");
  const other = await shop.announced({ gate: "work" });
  const strange = await shop.enter(a!, other.releaseId, other.slotId, { gate: solved });
  assert.equal(strange.body.code, "release_gate_wrong");
  shop.time(-600 + 301);
  assert.equal(await code(b!, work({ ...await ask(b!, releaseId) })), "queued");
});

test("a challenge is over after five minutes", async () => {
  const { releaseId, slotId } = await shop.announced({ gate: "work" });
  const [a] = await shop.members(1);
  const solved = work(await ask(a!, releaseId));
  shop.time(-600 + 301);
  const late = await shop.enter(a!, releaseId, slotId, { gate: solved });
  assert.equal(late.body.code, "release_gate_wrong");
});

test("two at once with one proof: one of them passes", async () => {
  const { releaseId, slotIds } = await shop.announced({
    gate: "work", kind: "numbers", slots: undefined,
    numbers: {
      startsAt: shop.base.epochMilliseconds,
      endsAt: shop.base.epochMilliseconds + 60_000,
      items: ["888", "666"],
    },
  });
  const [a] = await shop.members(1);
  const gate = work(await ask(a!, releaseId));
  const answers = await Promise.all(slotIds.map((slotId) =>
    shop.enter(a!, releaseId, slotId, { gate })));
  assert.deepEqual(answers.map((one) => one.body.code ?? one.body.state).sort(),
    ["queued", "release_gate_used"]);
});

test("slider: near enough and not at once; the work gate stands in for it", async () => {
  const { releaseId, slotId } = await shop.announced({ gate: "slider" });
  const [a, b] = await shop.members(2);
  const enter = async (member: LoopMember, gate: object) =>
    (await shop.enter(member, releaseId, slotId, { gate })).body;
  const challenge = await ask(a!, releaseId);
  assert.deepEqual([challenge.kind, challenge.difficulty], ["slider", null]);
  const { token, answer } = slide(challenge);
  assert.equal((await enter(a!, { token, answer })).code, "release_gate_wrong");
  shop.time(-599);
  const off = String(Number(answer) + 6);
  assert.equal((await enter(a!, { token, answer: off })).code, "release_gate_wrong");
  const near = String(Number(answer) - 5);
  assert.equal((await enter(a!, { token, answer: near })).state, "queued");
  assert.equal((await enter(b!, work(await ask(b!, releaseId, "work")))).state, "queued");
});

test("the wait-list has the same gate; a release without one gives no challenge", async () => {
  const { releaseId, slotId } = await shop.announced({ gate: "work" });
  const [a] = await shop.members(1);
  shop.time(0);
  await shop.mine(a!, releaseId);
  assert.equal((await shop.join(a!, releaseId, slotId)).body.code, "release_gate_missing");
  const gate = work(await ask(a!, releaseId));
  assert.equal((await shop.join(a!, releaseId, slotId, { gate })).body.state, "held");
  const plain = await shop.announced();
  assert.equal((await ask(a!, plain.releaseId)).code, "release_no_gate");
});
