import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createUnit, rootUnit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { createChannel, createSourceCode, resolveSourceCode, retireSourceCode } from "./index.ts";
import { wirePublicUrl } from "./index.ts";
import { fontsFor } from "./poster-fonts.ts";

let app: TestApp;
before(async () => {
  app = await startTestApp();
  wirePublicUrl(() => "https://tea.example");
});
after(() => app.close());

async function place(ctx: Context) {
  const root = await rootUnit(ctx);
  const unit = { parentId: root, kind: "store" as const, code: "S1", name: "南京路店" };
  const storeId = await createUnit(ctx, unit);
  const channelId = await createChannel(ctx, {
    name: "海报",
    origin: "own",
    function: "promote",
    purpose: "acquire",
    unitId: root,
  });
  const code = (name: string) =>
    createSourceCode(ctx, { kind: "poster", channelId, unitId: storeId, target: "store", name });
  return { root, storeId, channelId, code };
}

test("a code opens its store, however it is typed", async () => {
  const t = await app.brand();
  await t.ctx(async (ctx) => {
    const { storeId, code } = await place(ctx);
    const made = await code("门口");
    assert.match(made.code, /^[0-9A-HJKMNP-TV-Z]{8}$/);
    const typed = ` ${made.code.slice(0, 4).toLowerCase()}-${made.code.slice(4)} `;
    const found = await resolveSourceCode(ctx, typed);
    assert.equal(found?.scanned.sourceCodeId, made.sourceCodeId);
    assert.deepEqual(found?.landing, { target: "store", unitId: storeId, offerId: null });
    assert.equal(await resolveSourceCode(ctx, "nonsense!"), null);
    assert.equal(await resolveSourceCode(ctx, "00000000"), null);
  });
});

test("a retired code lands at its last successor, else on the brand's page", async () => {
  const t = await app.brand();
  await t.ctx(async (ctx) => {
    const { storeId, code } = await place(ctx);
    const [a, b, c] = [await code("甲"), await code("乙"), await code("丙")];
    await retireSourceCode(ctx, a.sourceCodeId, b.sourceCodeId);
    await retireSourceCode(ctx, b.sourceCodeId, c.sourceCodeId);
    const chained = await resolveSourceCode(ctx, a.code);
    assert.deepEqual([chained?.retired, chained?.landing.unitId], [true, storeId]);
    await assert.rejects(
      retireSourceCode(ctx, c.sourceCodeId, a.sourceCodeId),
      { code: "successor_not_usable" },
    );
    await retireSourceCode(ctx, c.sourceCodeId, null);
    const ended = await resolveSourceCode(ctx, a.code);
    assert.deepEqual(ended?.landing, { target: "brand", unitId: null, offerId: null });
    assert.equal(ended?.scanned.sourceCodeId, a.sourceCodeId);
    await assert.rejects(
      retireSourceCode(ctx, c.sourceCodeId, null),
      { code: "source_code_retired" },
    );
  });
});

test("a target must fit its unit and offer", async () => {
  const t = await app.brand();
  await t.ctx(async (ctx) => {
    const { root, channelId } = await place(ctx);
    const make = (target: "store" | "offer", offerId: string | null) =>
      createSourceCode(ctx, { kind: "link", channelId, unitId: root, target, offerId, name: "x" });
    await assert.rejects(make("store", null), { code: "target_needs_store" });
    await assert.rejects(make("offer", null), { code: "target_needs_offer" });
  });
});

test("the poster comes as SVG, and as PNG and PDF where the server has a font", async () => {
  const t = await app.brand();
  const { made } = await t.ctx(async (ctx) => ({ made: await (await place(ctx)).code("门口") }));
  const get = (format: string, query = "") =>
    t.api("GET", `/api/${t.key}/source-codes/${made.sourceCodeId}/poster.${format}${query}`);
  const svg = await get("svg", "?lang=en&headline=Free%20tea");
  assert.equal(svg.status, 200);
  assert.match(String(svg.headers["content-type"]), /image\/svg\+xml/);
  assert.match(String(svg.body), /Free tea/);
  const one = await t.api("GET", `/api/${t.key}/source-codes/${made.sourceCodeId}`);
  assert.equal(one.body.url, `https://tea.example/${t.key}/c/${made.code}`);
  const able = (await fontsFor("店")) !== null;
  for (const [format, type] of [["png", "image/png"], ["pdf", "application/pdf"]] as const) {
    const answer = await get(format);
    const told = able ? answer.headers["content-type"] : answer.body.code;
    assert.equal(told, able ? type : "poster_font_missing");
  }
});

test("where no font is installed there is none, and no error", async () => {
  assert.equal(await fontsFor("店", ["/nowhere/fonts"]), null);
});
