import assert from "node:assert/strict";
import { test } from "node:test";
import { indexOffers, price } from "#packages/pricing/index.ts";
import { check } from "#packages/pricing/scenarios/check.ts";
import { question, rows } from "#packages/pricing/scenarios/index.ts";
import { chromium } from "#tests/run/chromium.ts";
import { openPricingPage } from "./in-browser.ts";

/*
 * The tables of packages/pricing/scenarios in a real browser, all of them: the member's phone runs
 * the same engine as the server and must come to the same cent.
 */
const program = chromium((line) => process.stderr.write(`${line}\n`));
const inCi = process.env.CI === "true" || process.env.CI === "1";
if (program) process.env.BIHUAN_CHROMIUM = program;

test("every row in Chromium, as in this process", {
  skip: !program && !inCi && "there is no Chromium and none could be installed",
}, async (context) => {
  assert.ok(program, "no Chromium");
  const page = await openPricingPage();
  try {
    const questions = rows.map(question);
    const answers = await page.price(questions);
    context.diagnostic(
      `${answers.length} rows in Chromium ${page.version}, ${page.bytes} bytes of engine`,
    );
    assert.equal(answers.length, rows.length);
    for (const [index, row] of rows.entries()) {
      const { cart, offers, policy, facts, now, options } = questions[index]!;
      const here = price(cart, indexOffers(offers, policy), facts, now, options);
      assert.deepEqual(check(row.pays, answers[index]!), [], row.name);
      assert.deepEqual(answers[index], JSON.parse(JSON.stringify(here)), row.name);
    }
    assert.deepEqual(page.trouble, []);
  } finally {
    await page.close();
  }
});
