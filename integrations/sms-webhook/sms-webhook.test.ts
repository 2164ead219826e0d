import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { smsWebhook } from "./index.ts";

interface Received {
  readonly authorization: string | undefined;
  readonly body: Record<string, string>;
}

async function gateway(status: number) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (part) => (text += part));
    request.on("end", () => {
      received.push({ authorization: request.headers.authorization, body: JSON.parse(text) });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return { received, url: `http://127.0.0.1:${port}/sms`, close: () => server.close() };
}

const message = { phone: "+8613800138000", code: "123456", lang: "zh", brandName: "山间茶事" } as const;

test("a gateway gets the code, the text in the member's language and our token", async () => {
  const { received, url, close } = await gateway(204);
  await smsWebhook({ url, token: "secret" }).send(message);
  close();
  assert.equal(received[0]?.authorization, "Bearer secret");
  assert.equal(received[0]?.body.phone, "+8613800138000");
  assert.match(received[0]?.body.text ?? "", /山间茶事.*123456/);
});

test("a gateway that does not accept is an error, so that the member can ask again", async () => {
  const { url, close } = await gateway(500);
  await assert.rejects(smsWebhook({ url, token: null }).send(message), /answered 500/);
  close();
});
