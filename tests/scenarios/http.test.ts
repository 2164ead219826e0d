import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { check } from "#packages/pricing/scenarios/check.ts";
import { rows } from "#packages/pricing/scenarios/index.ts";
import { currencyOf } from "#packages/pricing/scenarios/read-given.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { beyond } from "./expressible.ts";
import { type ScenarioBrand, scenarioBrand } from "./in-brand.ts";

/*
 * The tables of packages/pricing/scenarios, asked over HTTP: goods and prices stand in the
 * catalogue, offers are drafts made by createOffer, and trialPrice answers.
 */
const asked = rows.filter((row) => beyond(row) === undefined);
const currencies = [...new Set(asked.map((row) => currencyOf(row.given)))];
const brands = new Map<string, ScenarioBrand>();
let app: TestApp;

before(async () => {
  app = await startTestApp();
  for (const currency of currencies) {
    const own = asked.filter((row) => currencyOf(row.given) === currency);
    brands.set(currency, await scenarioBrand(app, currency, own));
  }
});
after(() => app.close());

test("how many rows the route can be asked, and why not the others", (context) => {
  const others = Map.groupBy(rows.filter((row) => beyond(row) !== undefined), beyond);
  for (const [why, left] of others) context.diagnostic(`${left.length} rows not: ${why}`);
  context.diagnostic(`${asked.length} of ${rows.length} rows over HTTP`);
  assert.equal(asked.length, 326);
});

test("every row through trialPrice", async (context) => {
  for (const row of asked) {
    const title = `${row.name}: ${row.goods.join(", ")} | ${row.offers.join(" | ")}`;
    await context.test(title, async () => {
      const { priced, ...told } = await brands.get(currencyOf(row.given))!.ask(row);
      assert.deepEqual(check(row.pays, priced), []);
      assert.equal(priced.proof.kind, "best");
      for (const part of ["applied", "notApplied", "nextSteps"] as const) {
        assert.equal(told.sentences[part].length, priced[part].length, `sentences: ${part}`);
      }
      const said = [...Object.values(told.sentences), ...Object.values(told.lineSentences)].flat();
      assert.deepEqual(said.filter((sentence) => sentence === "" || /[{}]/.test(sentence)), []);
    });
  }
});
