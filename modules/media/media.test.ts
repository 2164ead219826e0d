import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import sharp from "sharp";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";

let app: TestApp;
let t: TestBrand;
before(async () => {
  app = await startTestApp();
  t = await app.brand();
});
after(() => app.close());

const flat = (width: number, height: number, background = "#b4532a") =>
  sharp({ create: { width, height, channels: 3, background } });
const send = (bytes: Buffer, type = "image/png", brand = t) =>
  brand.api("POST", `/api/${brand.key}/media`, bytes, { headers: { "content-type": type } });
const bytesOf = (url: string) => app.fastify.inject({ method: "GET", url });

test("a picture is kept once and served in sizes that never change", async () => {
  const bytes = await flat(1000, 500).png().toBuffer();
  const made = await send(bytes);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.deepEqual([made.body.width, made.body.height, made.body.contentType], [
    1000, 500, "image/png",
  ]);
  assert.equal((await send(bytes)).body.mediaId, made.body.mediaId);
  for (const [size, width] of [["small", 320], ["medium", 750], ["large", 1000]]) {
    const answer = await bytesOf(`/${t.key}/media/${made.body.mediaId}/${size}`);
    assert.equal(answer.headers["content-type"], "image/webp");
    assert.match(String(answer.headers["cache-control"]), /immutable/);
    assert.equal((await sharp(answer.rawPayload).metadata()).width, width);
  }
});

test("a phone's picture stands upright and loses its metadata", async () => {
  const bytes = await flat(400, 200)
    .jpeg()
    .withExif({ IFD0: { Artist: "someone" } })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  const made = await send(bytes, "image/jpeg");
  assert.deepEqual([made.body.width, made.body.height], [200, 400]);
  const answer = await bytesOf(`/${t.key}/media/${made.body.mediaId}/small`);
  const seen = await sharp(answer.rawPayload).metadata();
  assert.deepEqual([seen.width, seen.height, seen.exif], [200, 400, undefined]);
});

test("what is no picture is refused, whatever it calls itself", async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>');
  assert.equal((await send(svg, "image/png")).body.code, "media_not_picture");
  assert.equal((await send(svg, "image/svg+xml")).body.code, "media_not_picture");
  assert.equal((await send(Buffer.from("no"), "image/png")).body.code, "media_not_picture");
  const cut = (await flat(300, 300).jpeg().toBuffer()).subarray(0, 300);
  assert.equal((await send(cut, "image/jpeg")).body.code, "media_not_picture");
});

test("more than 8 MB is refused in the caller's language", async () => {
  const answer = await t.api("POST", `/api/${t.key}/media?lang=en`, Buffer.alloc(8_388_609), {
    headers: { "content-type": "image/png" },
  });
  assert.equal(answer.status, 413);
  assert.match(answer.body.title, /8 MB/);
});

test("another brand does not see it, and nobody else may add", async () => {
  const made = await send(await flat(10, 10).png().toBuffer());
  const other = await app.brand();
  const answer = await bytesOf(`/${other.key}/media/${made.body.mediaId}/small`);
  assert.equal(answer.statusCode, 404);
  const anonymous = await app.request("POST", `/api/${t.key}/media`, Buffer.from("x"), {
    headers: { "content-type": "image/png" },
  });
  assert.equal(anonymous.status, 401);
});
