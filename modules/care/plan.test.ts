import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { ok, orderingBrand, type OrderingBrand } from "#tests/support/orders.ts";
import { templates } from "./templates.ts";

let app: TestApp;
let shop: OrderingBrand;

before(async () => {
  app = await startTestApp();
});
after(() => app.close());

async function fresh(): Promise<void> {
  shop = await orderingBrand(app);
  await shop.stock("TEA", 99);
}

interface Step {
  readonly key?: string;
  readonly name: string;
  readonly own: boolean;
  readonly needsAnswer: boolean;
  readonly active: boolean;
}

const put = (steps: readonly object[], template = "tea_house") =>
  shop.api("PUT", "/care-plan", { template, steps });
const stepsIn = (plan: { templates: { key: string; steps: Step[] }[] }): Step[] =>
  plan.templates.find((one) => one.key === "tea_house")!.steps;
const own = (name: string, more: object = {}) =>
  ({ name, nameEn: null, dueDays: 1, active: true, ...more });
const kept = (key: string, more: object = {}) =>
  ({ key, name: key, nameEn: null, dueDays: 0, active: true, ...more });

async function placed() {
  const member = await shop.member();
  const { orderId } = await shop.paid(member, [["TEA", 1]], 10_000);
  return {
    orderId,
    async closed(): Promise<string[]> {
      ok(await shop.api("POST", `/orders/${orderId}/hand-over`));
      await app.settle();
      const { tasks } = ok(await shop.api("GET", `/closings/${orderId}`));
      return tasks.map((one: { name: string }) => one.name);
    },
  };
}

test("six trades, each with a step, and at least one that the member answers", () => {
  assert.deepEqual(templates.map((one) => [one.key, one.steps.length]), [
    ["tea_house", 2], ["home_furnishing", 3], ["hotel", 2], ["telecom_store", 3], ["apparel", 2],
    ["community", 2],
  ]);
  assert.ok(templates.every(({ steps }) => steps.some((step) => step.needsAnswer)));
});

test("own steps are added, named, ordered among the template's, and removed", async () => {
  await fresh();
  const made = ok(await put([
    own("写感谢卡", { nameEn: "Write a card", needsAnswer: true }), kept("brewing"), own("回电话"),
    kept("taste"),
  ]));
  const steps = stepsIn(made);
  assert.deepEqual(
    steps.map(({ name, own: isOwn, needsAnswer }) => [name, isOwn, needsAnswer]),
    [["写感谢卡", true, true], ["brewing", false, false], ["回电话", true, false],
      ["taste", false, true]],
  );
  const [card, , call] = steps;
  assert.deepEqual(await (await placed()).closed(), ["写感谢卡", "brewing", "回电话", "taste"]);
  // Renamed, moved, and one of them left out.
  const next = stepsIn(ok(await put([kept("taste"), own("打电话", { key: call!.key })])));
  assert.deepEqual(next.map(({ name }) => name).sort(), ["brewing", "taste", "打电话"]);
  const placeOf = (is: (one: Step) => boolean) => next.findIndex(is);
  assert.ok(placeOf((one) => one.own) > placeOf((one) => one.key === "taste"));
  const code = async (...given: object[]) => (await put(given)).body.code;
  assert.equal(await code(own("没有了", { key: card!.key })), "care_step_unknown");
  const twice = own("两次", { key: call!.key });
  assert.equal(await code(twice, twice), "care_step_unknown");
  const off = (key: string) => kept(key, { active: false });
  assert.equal(await code(off("brewing"), off("taste")), "care_no_step");
  const many = Array.from({ length: 19 }, (_, at) => own(`步骤${at}`));
  assert.equal(await code(...many), "care_steps_many", "with the two of the template");
  const after = stepsIn(ok(await shop.api("GET", "/care-plan")));
  assert.equal(after.length, 3, "a refusal keeps nothing");
});

test("what is under way keeps the plan with which it began, however late it closes", async () => {
  await fresh();
  const early = await placed();
  ok(await put([kept("brewing"), kept("taste")]));
  const first = await placed();
  const changed = stepsIn(ok(await put([own("写感谢卡"), kept("brewing"), kept("taste")])));
  const second = await placed();
  ok(await put([kept("brewing", { active: false }), kept("taste")]));
  ok(await put([], "hotel"));
  assert.deepEqual(await first.closed(), ["brewing", "taste"]);
  assert.deepEqual(await second.closed(), ["写感谢卡", "brewing", "taste"]);
  assert.equal(changed.length, 3);
  assert.deepEqual(await early.closed(), ["brewing", "taste"], "before any plan: its first");
  const late = await placed();
  assert.equal((await late.closed()).length, 2);
});

test("a plan of before versions were kept is its first version", async () => {
  await fresh();
  ok(await put([kept("brewing", { name: "泡茶" })]));
  const order = await placed();
  const { brandId } = shop.t;
  const run = (text: string) => app.databases.ownerPool.query(text, [brandId]);
  await run("delete from care.plan_versions where brand_id = $1");
  const unkept = await placed();
  assert.deepEqual(await unkept.closed(), ["泡茶", "回访口味与满意度"]);
  ok(await put([kept("brewing", { name: "新的" })]));
  assert.deepEqual(await order.closed(), ["泡茶", "回访口味与满意度"]);
  const { rows } = await run(
    "select version from care.plan_versions where brand_id = $1 order by version");
  assert.deepEqual(rows.map((row) => row.version), [1, 2]);
});
