import { gunzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import autocannon from "autocannon";
import { distanceMeters, toWgs84 } from "#packages/geo/index.ts";
import { startTestApp } from "#tests/support/app.ts";
import { nearbyPages } from "#modules/stores/nearby-stores.ts";
const app = await startTestApp();
const t = await app.brand();
// real
const raw = gunzipSync(readFileSync("/work/shared/data/starbucks-china/stores.csv.gz")).toString();
const real = raw.trim().split("\n").slice(1);
const head = "code,name,city,address,longitude,latitude,opens,closes,coordinate_system\n";
import { readCsv } from "#packages/csv/index.ts";
const rows: string[] = [];
const q = (s: string) => `"${s.replaceAll('"', '""')}"`;
for await (const item of readCsv([Buffer.from(raw)], { columns: { required: ["id","name","city","address","longitude","latitude","open_time","close_time"] } })) {
  if ("problem" in item) { console.log(item); continue; }
  const v = item.values as any;
  rows.push([v.id, q(v.name), v.city, q(v.address), v.longitude, v.latitude, v.open_time, v.close_time, "GCJ-02"].join(","));
}
let s = performance.now();
const imp = await t.api("POST", `/api/${t.key}/stores/import`, head + rows.join("\n"));
console.log("import real", Math.round(performance.now() - s), JSON.stringify({ ...imp.body, problems: imp.body.problems?.slice(0, 5) }));
s = performance.now();
const imp2 = await t.api("POST", `/api/${t.key}/stores/import`, head + rows.join("\n"));
console.log("again", Math.round(performance.now() - s), imp2.body.added, imp2.body.changed, imp2.body.unchanged);
const { rows: all } = await app.databases.ownerPool.query("select store_id, lat, lng from stores.stores where brand_id=$1 and lat is not null", [t.brandId]);
let bad = 0; const pts: any[] = [];
for (let i = 0; i < 400; i++) pts.push({ lat: 18 + Math.random() * 30, lng: 75 + Math.random() * 55, system: "WGS-84", limit: 10 });
s = performance.now();
for (let k = 0; k < 400; k += 1) {
  const [page] = await t.ctx((ctx) => nearbyPages(ctx, [pts[k]]));
  const bf = all.map((x: any) => ({ id: x.store_id, m: distanceMeters(pts[k].lat, pts[k].lng, x.lat, x.lng) })).sort((a: any, b: any) => a.m - b.m || (a.id < b.id ? -1 : 1)).slice(0, 10);
  if (page!.items.some((c, i) => c.store.storeId !== bf[i]!.id)) { bad++; }
}
console.log("bruteforce mismatches", bad, "ms", Math.round(performance.now() - s));
// 100k
const b = await app.brand();
let csv = "code,name,city,longitude,latitude,coordinate_system,opens,closes\n";
const N = Number(process.argv[2] ?? 100000);
for (let i = 0; i < N; i++) {
  const urban = i % 3 !== 0;
  const base = all[i % all.length];
  const lat = urban ? base.lat + (Math.random() - .5) * 0.5 : 20 + Math.random() * 30;
  const lng = urban ? base.lng + (Math.random() - .5) * 0.5 : 80 + Math.random() * 45;
  csv += `Q${i},店${i},城${i % 300},${lng},${lat},WGS-84,08:00,22:00\n`;
}
s = performance.now();
const r = await b.api("POST", `/api/${b.key}/stores/import`, csv);
console.log("import 100k", Math.round(performance.now() - s), r.body.added, r.body.problemCount, "rss", Math.round(process.memoryUsage().rss / 1e6));
await app.databases.ownerPool.query("analyze stores.stores");
const url = await app.fastify.listen({ port: 0 });
const urban = Array.from({ length: 500 }, () => { const x = all[Math.floor(Math.random() * all.length)]; return `/${b.key}/api/stores?lat=${x.lat + .01}&lng=${x.lng + .01}`; });
const anywhere = Array.from({ length: 500 }, () => `/${b.key}/api/stores?lat=${20 + Math.random() * 30}&lng=${80 + Math.random() * 45}`);
async function run(name: string, urls: string[], conns = 32) {
  const out = await autocannon({ url, connections: conns, duration: 4, requests: urls.map((path) => ({ path })) });
  console.log(name, "req/s", Math.round(out.requests.average), "p50", out.latency.p50, "p99", out.latency.p99, "non2xx", out.non2xx);
}
await run("404 route", ["/x/api/none"]);
await run("healthz (select 1)", ["/healthz"]);
await run("nearby urban warmup", urban);
await run("nearby urban", urban);
await run("nearby urban openNow", urban.map((u) => u + "&openNow=true"));
await run("nearby anywhere", anywhere);
await run("nearby anywhere 2", anywhere);
const st = await b.api("GET", `/api/${b.key}/stores?limit=1`);
await run("store page", [`/${b.key}/api/stores/${st.body.items[0].code}/page`]);
if (process.argv[3] === "explain") {
}
await app.close();
process.exit(0);
