import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { s3Pictures } from "./index.ts";

/** A bucket that keeps what is signed with its key and refuses the rest. */
const kept = new Map<string, { readonly bytes: Buffer; readonly type: string }>();
const server = createServer(async (request, reply) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const signed = request.headers.authorization ?? "";
  if (!/^AWS4-HMAC-SHA256 Credential=key-id\/\d{8}\/cn-test\/s3\/aws4_request/.test(signed)) {
    return reply.writeHead(403).end("<Error><Code>SignatureDoesNotMatch</Code></Error>");
  }
  const name = request.url ?? "";
  if (request.method === "PUT") {
    if (name.includes("broken")) return reply.writeHead(503).end();
    kept.set(name, {
      bytes: Buffer.concat(parts), type: String(request.headers["content-type"]),
    });
    return reply.writeHead(200, { etag: '"e"' }).end();
  }
  const found = kept.get(name);
  if (!found) return reply.writeHead(404).end("<Error><Code>NoSuchKey</Code></Error>");
  return reply.writeHead(200, { "content-type": found.type }).end(found.bytes);
});

let url: string;
before(async () => {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bucket`;
});
after(() => server.close());

const pictures = (accessKeyId = "key-id") =>
  s3Pictures({ url, region: "cn-test", accessKeyId, secretAccessKey: "secret" });

test("a picture comes back byte by byte, under its name, with its type", async () => {
  const bytes = Buffer.from([0xff, 0xd8, 0, 1, 2, 0xfe]);
  await pictures().write("brand/abc-320.webp", bytes, "image/webp");
  assert.equal(kept.get("/bucket/brand/abc-320.webp")?.type, "image/webp");
  assert.deepEqual(await pictures().read("brand/abc-320.webp"), bytes);
});

test("what is not there is null; what the bucket refuses is an error", async () => {
  assert.equal(await pictures().read("brand/none"), null);
  await assert.rejects(pictures("stranger").write("brand/x", Buffer.from("x"), "image/webp"));
  await assert.rejects(pictures("stranger").read("brand/abc-320.webp"));
  await assert.rejects(pictures().write("brand/broken", Buffer.from("x"), "image/webp"));
});
