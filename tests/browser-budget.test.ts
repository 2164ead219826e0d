import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import Fastify from "fastify";
import { registerAssets } from "#apps/server/pages/assets.ts";
import { buildApps } from "#apps/build.ts";
import { firstVisit, firstVisitLimit, readManifest } from "#apps/vite/first-visit.ts";

const shop = resolve(import.meta.dirname, "..", "dist", "shop");

test("shop's first visit stays within its JavaScript budget", async () => {
  await buildApps({ only: ["shop"], say: () => undefined });
  const { bytes, files } = firstVisit(shop);
  assert.ok(files.length >= 2, "entry and one language at least");
  assert.ok(bytes > 40_000, `${bytes} bytes cannot be the whole first visit`);
  assert.ok(bytes <= firstVisitLimit, `${bytes} bytes in ${files.join(", ")}`);
});

test("the built page holds no inline script and the places that the server fills", () => {
  const html = readFileSync(join(shop, "index.html"), "utf8");
  const places = ["<!--page-head-->", "<!--page-data-->"];
  for (const place of places) assert.ok(html.includes(place), place);
  const scripts = [...html.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)];
  assert.ok(scripts.length > 0);
  for (const [tag, inside] of scripts) assert.equal(inside, "", `inline script: ${tag}`);
  assert.doesNotMatch(html, /<style|\son\w+=|https?:\/\//);
});

test("every file of the manifest was built", () => {
  for (const { file } of Object.values(readManifest(shop))) {
    assert.ok(readFileSync(join(shop, file)).length > 0, file);
  }
});

test("what is long is sent in a form that was made once, and reads the same", async () => {
  const fastify = Fastify();
  registerAssets(fastify);
  const longest = readdirSync(shop)
    .filter((name) => /\.(js|css)$/.test(name))
    .map((name) => ({ name, content: readFileSync(join(shop, name)) }))
    .sort((a, b) => b.content.length - a.content.length)
    .slice(0, 4);
  for (const { name, content } of longest) {
    const ask = (encoding: string) => fastify.inject({
      url: `/assets/shop/${name}`, headers: { "accept-encoding": encoding },
    });
    const [plain, gzip, br] = await Promise.all(["identity", "gzip", "gzip, br"].map(ask));
    assert.ok(plain!.rawPayload.equals(content), name);
    const heads = [gzip, br].map((one) => one!.headers["content-encoding"]);
    assert.deepEqual(heads, ["gzip", "br"], name);
    assert.ok(gunzipSync(gzip!.rawPayload).equals(content), name);
    assert.ok(brotliDecompressSync(br!.rawPayload).equals(content), name);
    for (const one of [plain, gzip, br]) {
      assert.equal(one!.headers["content-type"], plain!.headers["content-type"], name);
      assert.match(String(one!.headers["cache-control"]), /immutable/);
    }
    assert.match(String(gzip!.headers.vary), /accept-encoding/i);
  }
  for (const encoding of ["identity", "gzip", "br"]) {
    const { headers } = await fastify.inject({
      url: "/assets/shop/sw.js", headers: { "accept-encoding": encoding },
    });
    assert.equal(headers["service-worker-allowed"], "/", encoding);
    assert.equal(headers["cache-control"], "no-cache", encoding);
  }
  await fastify.close();
});

test("the measure counts static imports and one language, not what is loaded later", () => {
  const folder = mkdtempSync(join(tmpdir(), "first-visit-"));
  try {
    const sizes = { "main.js": 100, "react.js": 200, "zh.js": 400, "en.js": 300, "me.js": 5000 };
    for (const [file, size] of Object.entries(sizes)) {
      writeFileSync(join(folder, file), Array.from({ length: size }, (_, at) => at * 7919).join());
    }
    const manifest = {
      "index.html": { file: "main.js", isEntry: true, imports: ["_react.js"] },
      "_react.js": { file: "react.js", imports: ["_react.js"] },
      "messages/zh.ts": { file: "zh.js" },
      "messages/en.ts": { file: "en.js" },
      "me.tsx": { file: "me.js", imports: ["_react.js"] },
    };
    writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
    assert.deepEqual(firstVisit(folder).files.sort(), ["main.js", "react.js", "zh.js"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
