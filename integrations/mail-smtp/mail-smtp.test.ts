import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { test } from "node:test";
import { smtpMail } from "./index.ts";

/** Speaks just enough SMTP to take one message. */
function serve(socket: Socket, take: (message: string) => void): void {
  let data: string | null = null;
  socket.on("error", () => undefined);
  socket.write("220 test\r\n");
  socket.on("data", (chunk) => {
    for (const line of chunk.toString().split("\r\n").filter((text) => text !== "")) {
      if (data !== null && line !== ".") data += `${line}\n`;
      else if (data !== null) {
        take(data);
        data = null;
        socket.write("250 ok\r\n");
      } else if (line === "DATA") {
        data = "";
        socket.write("354 go on\r\n");
      } else socket.write(line === "QUIT" ? "221 bye\r\n" : "250 ok\r\n");
    }
  });
}

test("an invite reaches the mail server in the reader's language, with its link", async () => {
  const messages: string[] = [];
  const server = createServer((socket) => serve(socket, (message) => messages.push(message)));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const from = "Bihuan <no-reply@example.test>";
  const mail = smtpMail({ url: `smtp://127.0.0.1:${port}`, from });
  const invite = { to: "guide@example.test", brandName: "Tea", link: "https://tea.example/i/abc" };
  await mail.sendInvite({ ...invite, lang: "en" });
  server.close();
  assert.match(messages[0] ?? "", /Subject: Tea invites you/);
  assert.match(messages[0] ?? "", /https:\/\/tea\.example\/i\/abc/);
});

test("a mail server that is not there is an error, not a silence", async () => {
  const mail = smtpMail({ url: "smtp://127.0.0.1:1", from: "no-reply@example.test" });
  const invite = { to: "guide@example.test", brandName: "Tea", link: "x", lang: "zh" } as const;
  await assert.rejects(mail.sendInvite(invite));
});
