import { test } from "node:test";
import { startTestApp } from "#tests/support/app.ts";
import { loopBrand } from "#tests/support/loop.ts";
test("x", async () => {
  const app = await startTestApp(); const shop = await loopBrand(app);
  const t0 = performance.now();
  const a = await Promise.all(Array.from({length: 24}, (_, i) => shop.prepare(`http://x/${shop.t.key}/r#${"A".repeat(20)}${10+i}`, shop.far)));
  console.log(a.map(x => x.body.code).join(","), performance.now() - t0);
  await app.close();
});
